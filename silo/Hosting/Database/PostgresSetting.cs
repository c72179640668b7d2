using System.Net;
using System.Net.Sockets;
using System.Security.Authentication;
using Npgsql;

namespace Practice.Hosting;

/// <summary>The setting <c>Practice:Postgres</c>: what it must say, and what its errors mean to whoever starts a process.</summary>
internal static class PostgresSetting
{
    public const string Name = "Practice:Postgres";

    /// <exception cref="SettingException">Not a connection string, or one that production must not have.</exception>
    public static void Check(string connection, bool production)
    {
        NpgsqlConnectionStringBuilder parts;
        try
        {
            parts = new NpgsqlConnectionStringBuilder(connection);
        }
        catch (ArgumentException unreadable)
        {
            throw new SettingException(Name, $"not a connection string ({unreadable.Message}): write Host=...;Database=...;Username=...");
        }

        if (parts.Host is null or "") throw new SettingException(Name, "name the server: Host=...;Database=...;Username=...");
        if (production && parts.SslMode != SslMode.VerifyFull && !parts.Host.Split(',').All(IsHere))
            throw new SettingException(Name, "production checks who the server is: add SSL Mode=VerifyFull;Root Certificate=/path/to/ca.crt (only a server on this machine goes without).");
    }

    /// <summary>Does what needs the database; errors of the setting, or of a server that is not there yet, come out as such.</summary>
    /// <exception cref="SettingException">The server refuses the user, knows no such database, or grants too little.</exception>
    /// <exception cref="NotYetException">No server answers yet.</exception>
    public static async Task Use(string? connection, Func<Task> work)
    {
        try
        {
            await work();
        }
        catch (Exception failure) when (connection is not null && Explain(failure, new NpgsqlConnectionStringBuilder(connection)) is { } explained)
        {
            throw explained;
        }
    }

    private static Exception? Explain(Exception failure, NpgsqlConnectionStringBuilder to)
    {
        var server = $"{to.Host}:{to.Port}";
        return failure switch
        {
            PostgresException { SqlState: "28P01" or "28000" } refused =>
                new SettingException(Name, $"PostgreSQL at {server} refuses the user '{to.Username}' ({refused.MessageText}): correct Username and Password."),
            PostgresException { SqlState: "3D000" } => new SettingException(Name, $"PostgreSQL at {server} has no database '{to.Database}': create it, or correct Database."),
            PostgresException { SqlState: "42501" } refused => new SettingException("Practice:Migrations",
                $"the user '{to.Username}' may not do this ({refused.MessageText}): let the migration job run with its owner's connection (Practice:Migrations=only), and start this process with Practice:Migrations=never."),
            PostgresException { SqlState: "57P01" or "57P02" or "57P03" or "53300" } busy => NotYet(server, busy.MessageText),
            PostgresException => null,
            NpgsqlException { InnerException: (AuthenticationException or System.Security.Cryptography.CryptographicException) and var untrusted } => new SettingException(Name,
                $"PostgreSQL at {server} cannot show who it is ({untrusted.Message}): correct SSL Mode and Root Certificate."),
            NpgsqlException { InnerException: (FileNotFoundException or DirectoryNotFoundException) and var missing } => new SettingException(Name, $"{missing.Message}: correct Root Certificate."),
            FileNotFoundException or DirectoryNotFoundException => new SettingException(Name, $"{failure.Message}: correct Root Certificate."),
            NpgsqlException { InnerException: (SocketException or TimeoutException or IOException) and var away } => NotYet(server, away.Message),
            SocketException or TimeoutException => NotYet(server, failure.Message),
            NpgsqlException other => new SettingException(Name, $"PostgreSQL at {server} cannot be used: {other.Message}"),
            _ => null,
        };
    }

    private static NotYetException NotYet(string server, string reason) =>
        new($"PostgreSQL at {server} ({reason})", Name, "start the server, or correct Host and Port.");

    private static bool IsHere(string host) =>
        host.StartsWith('/') || host.StartsWith('@') || host == "localhost" || (IPAddress.TryParse(host, out var address) && IPAddress.IsLoopback(address));
}

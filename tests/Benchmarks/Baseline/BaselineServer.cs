using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;
using Practice.Hosting;
using Practice.Persons;
using Practice.Shared;
using Practice.Silo.Api;
using Practice.Silo.Hosting;

namespace Practice.Benchmarks.Baseline;

/// <summary>
/// Submit and status change as a competent team writes them with ASP.NET Core and Npgsql: a transaction a change, in it the idempotency
/// key, the row, the line of the audit. The rights and the sealing of people's details are the product's own code.
/// </summary>
/// <remarks>
/// Kind to the baseline where there was a choice: prepared statements, the statements of a step in one round trip, ids made by the
/// process, so that no row is hot, a small pool (32 was the fastest of 16 to 100), no statistics kept beside the rows. Tokens are checked by
/// the framework's handler as its template has it, or by the product's with <c>remember</c>.
/// </remarks>
internal static class BaselineServer
{
    private static readonly PersonVault Vault = new(RandomNumberGenerator.GetBytes(32));

    public static async Task Run(string url, string database, string issuer, bool remember)
    {
        var address = new NpgsqlConnectionStringBuilder(database) { MaxPoolSize = 32, MaxAutoPrepare = 32, NoResetOnClose = true };
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls(url);
        builder.Logging.ClearProviders();
        builder.Services.AddSingleton(NpgsqlDataSource.Create(address));
        builder.Services.AddSingleton(TimeProvider.System);
        builder.Services.AddAuthentication(JwtBearerDefaults.AuthenticationScheme).AddJwtBearer(bearer =>
        {
            bearer.Authority = issuer;
            bearer.RequireHttpsMetadata = false;
            bearer.MapInboundClaims = false;
            bearer.TokenValidationParameters.ValidAudience = GrantClaim.Audience;
            bearer.TokenValidationParameters.ValidTypes = ["at+jwt", "JWT"];
        });
        builder.Services.AddAuthorization();
        var app = builder.Build();
        if (remember)
            app.UseCallers();
        else
            app.UseAuthentication();
        app.UseAuthorization();
        app.MapGet("/health/ready", () => Results.Ok());
        app.MapPost("/api/v1/units/{unit}/needs", Submit).RequireAuthorization();
        app.MapPost("/api/v1/needs/{id:guid}/verify", Verify).RequireAuthorization();
        await app.StartAsync();
        await Console.In.ReadToEndAsync();
        await app.StopAsync();
    }

    private static async Task<IResult> Submit(string unit, [FromBody] BaselineSubmission request, HttpContext context, NpgsqlDataSource source, CancellationToken cancellation)
    {
        if (string.IsNullOrWhiteSpace(request.Title) || request.Category is null || request.Channel is null || request.Title.Length > 80)
            return Results.Problem("A title, a category and a channel are required.", statusCode: 400);
        if (ContactSealing.Seal(Vault, request.Contact is { } c ? new ContactRequest(c.Name, c.Phone) : null, out var contact) is { } refusal)
            return Results.Problem(refusal.Message, statusCode: 400);

        var caller = context.User.ToCaller();
        var (key, fingerprint) = Key(context, request);
        await using var connection = await source.OpenConnectionAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        var (path, active, known) = await BaselineRows.Ask(connection, unit, caller.Subject, key, cancellation);
        if (path is null)
            return Results.Problem("There is no such unit.", statusCode: 404);
        if (!Rights.Holds(caller, path, Rights.Desk))
            return Results.Problem("This needs a role here.", statusCode: 403);
        if (known is var (before, id))
            return before != fingerprint ? Results.Conflict() : Results.Ok(await BaselineRows.Find(connection, id, lockIt: false, cancellation));
        if (!active)
            return Results.Conflict();

        var now = TimeProvider.System.GetUtcNow();
        var need = new BaselineNeed
        {
            Id = Guid.CreateVersion7(), Unit = unit, Title = request.Title.Trim(), Description = request.Description?.Trim(), Category = request.Category,
            Urgency = request.Urgency ?? "normal", Channel = request.Channel, Status = "submitted", Month = now.ToString("yyyy-MM", System.Globalization.CultureInfo.InvariantCulture),
            OnBehalf = request.OnBehalf, ContactName = contact?.MaskedName, ReceivedAt = now, SubmittedAt = now, DueAt = now.AddDays(2), Version = 1,
        };
        await BaselineRows.Insert(connection, need, contact, caller.Subject, key, fingerprint, cancellation);
        await transaction.CommitAsync(cancellation);
        return Results.Created($"/api/v1/needs/{need.Id}", need);
    }

    private static async Task<IResult> Verify(Guid id, [FromBody] BaselineVerdict verdict, HttpContext context, NpgsqlDataSource source, CancellationToken cancellation)
    {
        if (verdict.Decision != "accept")
            return Results.Problem("A decision is accept.", statusCode: 400);
        var caller = context.User.ToCaller();
        var (key, fingerprint) = Key(context, verdict);
        await using var connection = await source.OpenConnectionAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        if (await BaselineRows.Find(connection, id, lockIt: true, cancellation) is not { } need)
            return Results.NotFound();
        var (path, _, known) = await BaselineRows.Ask(connection, need.Unit, caller.Subject, key, cancellation);
        if (path is null || !Rights.Holds(caller, path, Rights.Desk))
            return Results.Problem("This needs a role here.", statusCode: 403);
        if (known is var (before, _))
            return before == fingerprint ? Results.Ok(need) : Results.Conflict();
        if (need.Status != "submitted")
            return Results.Conflict();

        var now = TimeProvider.System.GetUtcNow();
        var after = need with { Status = "verified", VerifiedAt = now, DueAt = now.AddDays(3), Version = need.Version + 1 };
        await BaselineRows.Update(connection, after, caller.Subject, key, fingerprint, now, cancellation);
        await transaction.CommitAsync(cancellation);
        return Results.Ok(after);
    }

    private static (string Key, string Fingerprint) Key<T>(HttpContext context, T body)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Encoding.UTF8.GetBytes($"{context.Request.Method} {context.Request.Path}\n"));
        hash.AppendData(JsonSerializer.SerializeToUtf8Bytes(body, JsonSerializerOptions.Web));
        return (context.Request.Headers["Idempotency-Key"].ToString(), Convert.ToHexStringLower(hash.GetHashAndReset()));
    }
}

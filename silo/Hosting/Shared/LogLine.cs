using System.Diagnostics;
using System.Globalization;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Logging.Console;

namespace Practice.Hosting;

/// <summary>One line an entry, with the trace it belongs to: <c>2026-03-01T09:00:00.123+08:00 warn Practice.Kernel[12] message trace=… span=…</c>.</summary>
/// <remarks>
/// Without the framework's scopes, for they hold request paths, and a path may be a secret (the address of a calendar). A line break in
/// a message cannot forge an entry. Errors follow in lines that begin with two spaces.
/// </remarks>
internal sealed class LogLine() : ConsoleFormatter(FormatterName)
{
    public const string FormatterName = "practice";

    private static readonly TimeSpan China = TimeSpan.FromHours(8);

    public override void Write<TState>(in LogEntry<TState> logEntry, IExternalScopeProvider? scopeProvider, TextWriter textWriter)
    {
        textWriter.Write(TimeProvider.System.GetUtcNow().ToOffset(China).ToString("yyyy-MM-ddTHH:mm:ss.fffzzz", CultureInfo.InvariantCulture));
        textWriter.Write(' ');
        textWriter.Write(Of(logEntry.LogLevel));
        textWriter.Write(' ');
        textWriter.Write(logEntry.Category);
        textWriter.Write(string.Create(CultureInfo.InvariantCulture, $"[{logEntry.EventId.Id}] "));
        textWriter.Write(OneLine(logEntry.Formatter(logEntry.State, logEntry.Exception)));
        if (Activity.Current is { IdFormat: ActivityIdFormat.W3C } activity)
            textWriter.Write($" trace={activity.TraceId.ToHexString()} span={activity.SpanId.ToHexString()}");
        textWriter.WriteLine();
        if (logEntry.Exception is { } error)
            foreach (var line in error.ToString().Split('\n'))
                textWriter.WriteLine("  " + line.TrimEnd('\r'));
    }

    private static string OneLine(string message) => message.AsSpan().ContainsAny('\r', '\n') ? message.ReplaceLineEndings(" ") : message;

    private static string Of(LogLevel level) => level switch
    {
        LogLevel.Critical => "crit",
        LogLevel.Error => "fail",
        LogLevel.Warning => "warn",
        LogLevel.Information => "info",
        _ => "debug",
    };
}

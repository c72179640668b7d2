using System.Globalization;
using System.Text;

namespace Practice.Tests.Security;

/// <summary>One malformed, or not so malformed, request.</summary>
/// <param name="Unspoken">Not HTTP: the server may close the connection, or say 400 without a word.</param>
/// <param name="Cut">Ends before its own length.</param>
internal sealed record FuzzCase(int Index, string Operation, string Target, IReadOnlyList<(string Name, string Value)> Headers, byte[]? Body, bool Unspoken, bool Cut)
{
    private string Method => Operation.Split(' ')[0];

    public byte[] Bytes()
    {
        var head = new StringBuilder().Append(CultureInfo.InvariantCulture, $"{Method} {Target} HTTP/1.1\r\n");
        foreach (var (name, value) in Headers)
            head.Append(CultureInfo.InvariantCulture, $"{name}: {value}\r\n");
        if (Body is not null)
            head.Append(CultureInfo.InvariantCulture, $"Content-Length: {Body.Length + (Cut ? 10 : 0)}\r\n");
        return [.. Encoding.UTF8.GetBytes(head.Append("\r\n").ToString()), .. Body ?? []];
    }

    public override string ToString() =>
        $"#{Index} {Method} {Target} [{string.Join("; ", Headers.Where(h => h.Name is not ("Host" or "Authorization")).Select(h => $"{h.Name}: {Short(h.Value)}"))}] {Short(Body is null ? "" : Encoding.UTF8.GetString(Body))}";

    private static string Short(string text) => text.Length > 300 ? text[..300] + "…" : text;
}

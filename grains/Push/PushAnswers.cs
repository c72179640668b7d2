using System.Globalization;
using System.Text.Json;

namespace Practice.Push;

/// <summary>Reads what came back. A robot answers 200 and says in the body that it took nothing.</summary>
public static class PushAnswers
{
    /// <summary>WeCom 45009 and 45033, DingTalk 130101 and 130102: too many messages.</summary>
    private static readonly long[] TooMany = [45009, 45033, 130101, 130102];

    /// <summary>WeCom 93000 (no such robot); DingTalk 300001 and 300005 (token), 310000 (signature, keyword or address): another try says the same.</summary>
    private static readonly long[] Never = [93000, 300001, 300005, 310000];

    private static readonly TimeSpan Usual = TimeSpan.FromMinutes(1), DingTalk = TimeSpan.FromMinutes(10), Longest = TimeSpan.FromHours(6);

    public static PushAnswer Read(PushKind kind, int status, string body, TimeSpan? retryAfter)
    {
        var http = string.Create(CultureInfo.InvariantCulture, $"http {status}");
        if (status is 429 or 503)
            return new(PushVerdict.Throttled, http, Held(retryAfter ?? (kind == PushKind.DingTalk && status == 429 ? DingTalk : Usual)));
        if (status is >= 300 and < 400)
            return new(PushVerdict.Refused, "redirect");
        if (kind == PushKind.Webhook)
            return status switch
            {
                >= 200 and < 300 => new(PushVerdict.Accepted),
                410 => new(PushVerdict.Gone, http),
                413 or 415 => new(PushVerdict.Refused, http),
                _ => new(PushVerdict.Failed, http),
            };
        if (status != 200)
            return new(PushVerdict.Failed, http);
        if (ErrorCode(body) is not { } code)
            return new(PushVerdict.Failed, "answer.unreadable");
        var said = string.Create(CultureInfo.InvariantCulture, $"errcode {code}");
        return code == 0 ? new(PushVerdict.Accepted)
            : TooMany.Contains(code) ? new(PushVerdict.Throttled, said, Held(retryAfter ?? (kind == PushKind.DingTalk ? DingTalk : Usual)))
            : Never.Contains(code) ? new(PushVerdict.Refused, said)
            : new(PushVerdict.Failed, said);
    }

    private static TimeSpan Held(TimeSpan wait) => wait < TimeSpan.FromSeconds(1) ? TimeSpan.FromSeconds(1) : wait < Longest ? wait : Longest;

    private static long? ErrorCode(string body)
    {
        try
        {
            using var answer = JsonDocument.Parse(body);
            return answer.RootElement.ValueKind == JsonValueKind.Object && answer.RootElement.TryGetProperty("errcode", out var code) && code.TryGetInt64(out var number) ? number : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}

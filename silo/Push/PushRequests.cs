using System.Globalization;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Practice.Kernel;
using Practice.Push;
using Practice.Silo.Hosting;

namespace Practice.Silo.Push;

/// <summary>A letter as each kind of target wants it.</summary>
internal static class PushRequests
{
    public static (HttpRequestMessage Request, int Parts) Make(PushSettings settings, PushTarget target, Delivery delivery, PushSecret secret, DateTimeOffset now)
    {
        if (target.Kind == PushKind.Webhook)
            return (Webhook(target, delivery, secret, now), 1);
        var parts = PushLimits.Parts(target.Kind, delivery.Content ?? "");
        var text = parts[Math.Min(delivery.Part, parts.Count - 1)];
        return (target.Kind == PushKind.WeCom ? WeCom(settings, secret, text) : DingTalk(settings, secret, text, now), parts.Count);
    }

    /// <summary>CloudEvents abuse protection: the target must say that it wants to hear from this network.</summary>
    public static HttpRequestMessage Ask(string address, string origin)
    {
        var request = new HttpRequestMessage(HttpMethod.Options, address);
        request.Headers.Add("WebHook-Request-Origin", origin);
        request.Headers.Add("WebHook-Request-Rate", "60");
        return request;
    }

    /// <summary>Base64 of HMAC-SHA256 over time and secret, with the secret: what DingTalk calls 加签.</summary>
    public static string DingTalkSign(string secret, long milliseconds) => Convert.ToBase64String(HMACSHA256.HashData(
        Encoding.UTF8.GetBytes(secret), Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{milliseconds}\n{secret}"))));

    /// <summary>Over <c>id.timestamp.body</c>; the receiver compares it and refuses old timestamps.</summary>
    public static string WebhookSign(string secret, string id, long seconds, string body) => "v1," + Convert.ToBase64String(HMACSHA256.HashData(
        Encoding.UTF8.GetBytes(secret), Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{id}.{seconds}.{body}"))));

    private static HttpRequestMessage WeCom(PushSettings settings, PushSecret secret, string text) =>
        Post($"{settings.WeCom.TrimEnd('/')}/cgi-bin/webhook/send?key={Uri.EscapeDataString(secret.Address)}", Text(text));

    private static HttpRequestMessage DingTalk(PushSettings settings, PushSecret secret, string text, DateTimeOffset now)
    {
        var at = now.ToUnixTimeMilliseconds();
        var signed = secret.Secret is { } key ? string.Create(CultureInfo.InvariantCulture, $"&timestamp={at}&sign={Uri.EscapeDataString(DingTalkSign(key, at))}") : "";
        return Post($"{settings.DingTalk.TrimEnd('/')}/robot/send?access_token={Uri.EscapeDataString(secret.Address)}{signed}", Text(text));
    }

    private static HttpRequestMessage Webhook(PushTarget target, Delivery delivery, PushSecret secret, DateTimeOffset now)
    {
        var (body, seconds) = (CloudEvent(target, delivery), now.ToUnixTimeSeconds());
        var request = Post(secret.Address, body);
        request.Content!.Headers.ContentType = new MediaTypeHeaderValue("application/cloudevents+json", "utf-8");
        request.Headers.Add("webhook-id", delivery.Id);
        request.Headers.Add("webhook-timestamp", seconds.ToString(CultureInfo.InvariantCulture));
        request.Headers.Add("webhook-signature", WebhookSign(secret.Secret!, delivery.Id, seconds, body));
        return request;
    }

    /// <summary>CloudEvents 1.0, structured. Of an event it says what happened to which item; whoever may read the item asks for it.</summary>
    private static string CloudEvent(PushTarget target, Delivery delivery) => JsonSerializer.Serialize(new
    {
        specversion = "1.0",
        id = delivery.Id,
        source = "/api/v1/" + (Shared.Ids.IsTeam(target.Of) ? "teams/" : "units/") + target.Of,
        type = "practice." + (delivery.Name ?? delivery.Topic),
        subject = delivery.Subject ?? target.Of,
        time = delivery.CreatedAt,
        datacontenttype = "application/json",
        data = delivery.Topic == Delivery.Event
            ? (object)new { unit = Shared.Ids.Owner(target.Id), item = delivery.Subject, seq = delivery.Seq }
            : new { of = target.Of, text = delivery.Content },
    }, Json.Persisted);

    private static string Text(string text) => JsonSerializer.Serialize(new { msgtype = "text", text = new { content = text } }, Json.Persisted);

    private static HttpRequestMessage Post(string address, string json) => new(HttpMethod.Post, address)
    {
        Content = new StringContent(json, Encoding.UTF8, "application/json"),
    };
}

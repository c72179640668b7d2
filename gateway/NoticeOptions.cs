using Practice.Hosting;

namespace Practice.Gateway;

/// <summary>What the notice about people's data says of who runs this network: section <c>Practice:Notice</c> (个人信息保护法 §17).</summary>
internal sealed class NoticeOptions
{
    /// <summary>Who processes the data.</summary>
    public string Processor { get; init; } = "本平台的运营单位";

    /// <summary>How to reach whoever answers for it.</summary>
    public string Contact { get; init; } = "就近的新时代文明实践站";

    /// <summary>A new one asks everybody again (§14).</summary>
    public string Version { get; init; } = "1";

    internal void Check()
    {
        if (string.IsNullOrWhiteSpace(Processor) || string.IsNullOrWhiteSpace(Contact)) throw new SettingException("Practice:Notice", "the notice names who processes people's data, and a contact.");
        if (Version.Length is 0 or > 20 || !Version.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '-')) throw new SettingException("Practice:Notice:Version", "1 to 20 letters, digits, '.' and '-'.");
    }
}

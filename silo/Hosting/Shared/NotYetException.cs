namespace Practice.Hosting;

/// <summary>What a start needs and may come by itself: it is waited for, up to <c>Practice:StartWait</c>.</summary>
/// <param name="what">Goes on after "Waiting for".</param>
/// <param name="setting">The setting to look at when it never comes.</param>
internal sealed class NotYetException(string what, string setting, string cure) : Exception(what)
{
    public SettingException GiveUp(TimeSpan waited) => new(setting, $"waited {waited.TotalSeconds:0} s for {Message}: {cure}");
}

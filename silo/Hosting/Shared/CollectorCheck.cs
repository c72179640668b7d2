namespace Practice.Hosting;

/// <summary>
/// Whether the collector can be reached. One that is away is no reason to take needs in no more: <see cref="CollectorWatch"/> says so,
/// unless <c>Practice:CollectorRequired</c> makes it one.
/// </summary>
internal sealed class CollectorCheck(IConfiguration configuration, ProcessSettings settings) : IPreparation
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    public async Task Prepare(CancellationToken cancellation)
    {
        if (!settings.CollectorRequired) return;
        if (Collectors.Of(configuration).ToList() is not [var named, ..])
            throw new SettingException(Collectors.Setting, "Practice:CollectorRequired asks for a collector: name its address.");
        if (!await Collectors.Answers(named.Address, Patience, cancellation))
            throw new NotYetException($"a collector at {named.Address}", named.Setting, "start it, name another, or do without Practice:CollectorRequired.");
    }
}

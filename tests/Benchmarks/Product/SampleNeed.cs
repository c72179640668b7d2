using System.Globalization;
using Practice.Kernel;
using Practice.Needs;
using Practice.Settings;
using Practice.Shared;
using Practice.Store;
using Practice.Units;

namespace Practice.Benchmarks.Product;

/// <summary>The need that the product is measured with: the words, the contact and the key of an ordinary submission.</summary>
internal static class SampleNeed
{
    public const string Fingerprint = "5f70bf18a086007016e948b04aed3b82103a36bea41755b6cddfaf10ace3c6ef";

    private static readonly string[] Titles = ["上门助餐", "厨房下水堵了", "陪同就医", "楼道灯坏了", "教老人用手机", "换纱窗", "送药上门", "理发", "修水龙头", "读报", "测血压", "打扫卫生", "搬重物"];
    private static readonly string[] Categories = ["lifeService", "health", "cultureArts", "hardshipCare"];
    private static int _next;

    public static readonly Caller Clerk = new("benchmark", null, [new(Role.Dispatcher, ProductNetwork.City)]);

    public static SubmitNeed Command()
    {
        var n = Interlocked.Increment(ref _next);
        return new SubmitNeed
        {
            Title = Titles[n % Titles.Length],
            Description = string.Create(CultureInfo.InvariantCulture, $"第{n}次登记，住三楼，行动不便，请在周三上午来"),
            Category = Categories[n % Categories.Length],
            Channel = Channel.Phone,
            Contact = new("P-" + Guid.CreateVersion7().ToString("n"), new byte[140], "张*", "0123456789abcdef01234567"),
            OnBehalf = true,
        };
    }

    /// <summary>The change that the rules make of it, upon a book; and the book after it.</summary>
    public static (Change Change, Book After) Upon(Book book, string path, ItemKinds kinds, DateTimeOffset now)
    {
        var draft = new Draft(book, Clerk.Subject, now);
        if (NeedRules.Submit(draft, EffectiveSettings.Default, Command(), out var id) is { } refusal)
            throw new InvalidOperationException(refusal.Message);
        var outcome = new OutcomeRow(Clerk.Subject + "\n" + Guid.CreateVersion7(), Fingerprint, id, now);
        return (draft.Close(Guid.CreateVersion7(), path, kinds, _ => true, outcome), draft.Book);
    }
}

using System.Globalization;

namespace Practice.Reliability;

/// <summary>One run of a row: how long it may be, what it has measured, whether its goals were met.</summary>
internal sealed class Trial(int? rounds, bool longer)
{
    private const int Shown = 5;
    private readonly long _since = TimeProvider.System.GetTimestamp();

    public bool Passed { get; private set; } = true;

    /// <summary>Whether the run takes the time that the goal names, not CI's.</summary>
    public bool Long => longer;

    public TimeSpan Elapsed => TimeProvider.System.GetElapsedTime(_since);

    /// <summary>Rounds to run: as the command line says, else CI's number or the goal's.</summary>
    public int Rounds(int ci, int goal) => rounds ?? (longer ? goal : ci);

    /// <summary>A figure without a goal.</summary>
    public static void Figure(string what, double value, string unit = "") => Line(what, value, unit, "");

    public void AtMost(string what, double value, double goal, string unit = "") => Judge(what, value, unit, $"<= {goal.ToString(CultureInfo.InvariantCulture)}", value <= goal);

    public void AtLeast(string what, double value, double goal, string unit = "") => Judge(what, value, unit, $">= {goal.ToString(CultureInfo.InvariantCulture)}", value >= goal);

    /// <summary>Something that is or is not.</summary>
    public void Is(string what, bool true_) => Judge(what, true_ ? 1 : 0, "", "= 1", true_);

    /// <summary>Whether the row's control was caught: a row that would not notice proves nothing.</summary>
    public void Caught(string control, bool caught)
    {
        Passed &= caught;
        Console.WriteLine($"  control: {control}: {(caught ? "caught" : "NOT CAUGHT")}");
    }

    /// <summary>Laws hold: none has a breach. The first breaches are shown.</summary>
    public async Task Holds(Checker checker, params ILaw[] laws)
    {
        foreach (var law in laws)
        {
            var breaches = await checker.Check(law);
            AtMost(law.Name, breaches.Count, 0);
            foreach (var breach in breaches.Take(Shown))
                Console.WriteLine("    " + breach);
        }
    }

    /// <summary>A damage done to the rows, and taken back, breaks a law.</summary>
    public async Task Catches(Checker checker, ILaw law, string what, string damage) => Caught($"{what} (law: {law.Name})", await checker.Catches(law, damage));

    private void Judge(string what, double value, string unit, string goal, bool met)
    {
        Passed &= met;
        Line(what, value, unit, $"goal {goal}: {(met ? "met" : "MISSED")}");
    }

    private static void Line(string what, double value, string unit, string verdict) =>
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {what,-56} {value,10:0.##} {unit,-8} {verdict}").TrimEnd());
}

using System.Collections.Immutable;
using System.Globalization;
using Practice.Shared;
using Practice.Silo.Api;
using Practice.Teams;
using Practice.Volunteers;

namespace Practice.Silo.Demo;

/// <summary>Somebody of the demo who volunteers. All of it follows from the number, and nobody living is meant: a celestial stem and a number for a name, a
/// telephone of the test range, a document of the province that does not exist.</summary>
internal sealed record DemoVolunteer(int N)
{
    /// <summary>Whoever is first has an account to sign in with (docs/demo-city.md).</summary>
    public const string FirstPhone = "13900000209";

    private const string Stems = "甲乙丙丁戊己庚辛壬癸", Notice = "volunteer-2026-1";
    private const int FirstOtherPhone = 10_000;

    private static readonly string[] Skills = ["electrical", "plumbing", "agronomy", "publicSpeaking", "firstAid", "tutoring", "dance", "phoneTeaching", "mediation", "haircut"];

    private static readonly string[] Fields = ["lifeService", "cultureArts", "health", "sciTech", "education", "environment", "hardshipCare"];

    private static readonly int FirstHome = DemoUnits.Shipped.Stations.IndexOf(DemoUnits.Shipped.Station("引江社区"));

    /// <summary>The person in the network.</summary>
    public string Person => string.Create(CultureInfo.InvariantCulture, $"P-demo-volunteer-{N:D4}");

    public string Name => string.Create(CultureInfo.InvariantCulture, $"{Stems[N % Stems.Length]}志愿者{N:D4}");

    public string Phone => N == 1 ? FirstPhone : string.Create(CultureInfo.InvariantCulture, $"139000{FirstOtherPhone + N:D5}");

    public DemoUnit Home => DemoUnits.Shipped.Stations[(FirstHome + N - 1) % DemoUnits.Shipped.Stations.Length];

    /// <summary>The station's team of neighbours, for one in three.</summary>
    public string? Team => N % 3 == 1 ? Ids.Team(Home.Code, 1) : null;

    public Caller Caller => new(Person, Person, []);

    public DocumentRequest Document => new(DocumentType.ResidentIdCard, DocumentOf(new DemoRandom((ulong)N)));

    /// <summary>The form that everybody fills in.</summary>
    public VolunteerRequest Form()
    {
        var random = new DemoRandom((ulong)N * 7_919);
        ImmutableArray<WeeklyHours> free = random.Chance(50) ? [new(6, 480, 720), new(7, 480, 720)] : [new(6, 480, 1200), new(7, 480, 1200)];
        return new(Home.Code, Name, Phone, null, null, Document, null, null, [random.Pick(Skills)], [random.Pick(Fields)], free, random.Between(2, 10), Notice);
    }

    private string DocumentOf(DemoRandom random)
    {
        var born = new DateOnly(1950 + random.Below(57), 1, 1).AddDays(random.Below(365));
        var digits = string.Create(CultureInfo.InvariantCulture, $"{IdentityNumber.Invented}{N / 1000:D4}{born:yyyyMMdd}{N % 1000:D3}");
        return digits + IdentityNumber.Check(digits);
    }
}

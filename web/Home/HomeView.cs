using Practice.Web.Api;
using Practice.Web.Text;

namespace Practice.Web.Home;

/// <summary>What the first page shows.</summary>
/// <param name="Village">The village chosen last.</param>
/// <param name="Published">The newest published month; null while there is none.</param>
public sealed record HomeView(UnitView Unit, UnitView? Village, IReadOnlyList<CategoryView> Categories, BoardMonth? Month, PublicationView? Published);

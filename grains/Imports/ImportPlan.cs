using Practice.Shared;

namespace Practice.Imports;

/// <summary>
/// The rows of a file in the order in which they are applied: city by city, parents first. The same file makes the same plan, so that
/// a number of rows is a place to go on from.
/// </summary>
/// <remarks>City by city, because what the network already has of one city is held in memory at a time, never the whole country.</remarks>
internal sealed class ImportPlan
{
    private readonly DivisionFile _file;
    private readonly int[] _order;
    private readonly int[] _cityOf;
    private readonly List<string> _cities = [];
    private readonly int[] _firstOf;

    /// <param name="knownCity">The city, in the network, of a unit that the file names as a parent without a row of its own.</param>
    public ImportPlan(DivisionFile file, Func<string, string> knownCity)
    {
        _file = file;
        _order = new int[file.Rows.Count];
        _cityOf = new int[file.Rows.Count];
        var numbers = new Dictionary<string, int>(StringComparer.Ordinal);
        var cityOfUnit = new Dictionary<string, int>(StringComparer.Ordinal);
        var i = 0;
        foreach (var row in file.Rows)
        {
            var city = row.Parent is null ? NumberOf(row.Code) : cityOfUnit.TryGetValue(row.Parent, out var above) ? above : NumberOf(knownCity(row.Parent));
            if (row.Level != Level.Station)
                cityOfUnit[row.Code] = city;
            _cityOf[i] = city;
            _order[i] = i++;
        }

        Array.Sort(_order, (a, b) => _cityOf[a] != _cityOf[b] ? _cityOf[a].CompareTo(_cityOf[b]) : a.CompareTo(b));

        _firstOf = new int[_cities.Count + 1];
        Array.Fill(_firstOf, _order.Length);
        for (var at = _order.Length - 1; at >= 0; at--)
            _firstOf[_cityOf[_order[at]]] = at;

        int NumberOf(string city)
        {
            if (!numbers.TryGetValue(city, out var number))
            {
                numbers[city] = number = _cities.Count;
                _cities.Add(city);
            }

            return number;
        }
    }

    public int Count => _order.Length;

    /// <summary>Stretches of the plan of at most so many rows, each within one city, from a place in it.</summary>
    public IEnumerable<(string City, int From, int Length)> Chunks(int from, int most)
    {
        while (from < _order.Length)
        {
            var city = _cityOf[_order[from]];
            var until = from;
            while (until < _order.Length && until - from < most && _cityOf[_order[until]] == city)
                until++;
            yield return (_cities[city], from, until - from);
            from = until;
        }
    }

    public IEnumerable<DivisionRow> Rows(int from, int length) => _order.Skip(from).Take(length).Select(i => _file.Rows[i]);

    /// <summary>The rows above stations of one city, parents first: the paths of what hangs under them.</summary>
    public IEnumerable<DivisionRow> Upper(string city)
    {
        var number = _cities.IndexOf(city);
        for (var at = _firstOf[number]; at < _order.Length && _cityOf[_order[at]] == number && _file.Rows[_order[at]] is { Level: not Level.Station } row; at++)
            yield return row;
    }
}

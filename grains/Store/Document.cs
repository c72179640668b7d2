namespace Practice.Store;

/// <summary>
/// An item as JSON. It may be written out later than it is made: of a row that every change of a busy owner replaces, only the last
/// version in a commit is ever written.
/// </summary>
/// <remarks>Law: <see cref="Text"/> is the same whenever it is asked for; what it is made from is immutable.</remarks>
public sealed class Document : IEquatable<Document>
{
    private readonly Func<string>? _write;
    private string? _text;

    public Document(string text) => (_text, Size) = (text, text.Length);

    /// <param name="size">An estimate of the text's length, for the bounds of the queue.</param>
    public Document(Func<string> write, int size) => (_write, Size) = (write, size);

    /// <summary>Characters, or an estimate of them.</summary>
    public int Size { get; }

    public string Text => _text ??= _write!();

    public static implicit operator Document(string text) => new(text);

    public static Document FromString(string text) => new(text);

    public bool Equals(Document? other) => other is not null && (ReferenceEquals(this, other) || Text == other.Text);

    public override bool Equals(object? obj) => Equals(obj as Document);

    public override int GetHashCode() => Text.GetHashCode(StringComparison.Ordinal);

    public override string ToString() => Text;
}

using System.Buffers.Text;
using System.Globalization;
using System.Text;

namespace Practice.Store.Reading;

/// <summary>Where a page ended: the sort key of its last row, its id and stream. Opaque to callers: base64url.</summary>
/// <param name="Key">Unix microseconds of the time the list is sorted by; 0 for <see cref="ItemOrder.Id"/>.</param>
internal sealed record ItemCursor(ItemOrder Order, long Key, string Id, string Stream)
{
    public override string ToString() =>
        Base64Url.EncodeToString(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{(int)Order}\n{Key}\n{Id}\n{Stream}")));

    /// <exception cref="CursorException">Not a cursor of this order.</exception>
    public static ItemCursor Parse(string text, ItemOrder order)
    {
        try
        {
            var parts = Encoding.UTF8.GetString(Base64Url.DecodeFromChars(text)).Split('\n');
            if (parts.Length == 4 && parts[0] == ((int)order).ToString(CultureInfo.InvariantCulture))
                return new ItemCursor(order, long.Parse(parts[1], CultureInfo.InvariantCulture), parts[2], parts[3]);
        }
        catch (FormatException)
        {
        }
        catch (OverflowException)
        {
        }

        throw new CursorException();
    }
}

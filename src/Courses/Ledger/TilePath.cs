using System.Globalization;
using System.Text.RegularExpressions;

namespace Learning.Courses.Ledger;

/// <summary>
/// Where a tile stands among the tiles of its level, as URLs of C2SP tlog-tiles write it: "x001/x234/067", and
/// "x001/x234/067.p/112" for a partial tile of 112.
/// </summary>
public readonly partial record struct TilePath(long Number, int Width)
{
    public bool IsPartial => Width < LedgerTile.FullWidth;

    public override string ToString()
    {
        var text = (Number % 1000).ToString("000", CultureInfo.InvariantCulture);
        for (var rest = Number / 1000; rest > 0; rest /= 1000)
        {
            text = string.Create(CultureInfo.InvariantCulture, $"x{rest % 1000:000}/{text}");
        }

        return IsPartial ? string.Create(CultureInfo.InvariantCulture, $"{text}.p/{Width}") : text;
    }

    /// <summary>Reads a path as it came with a request. One tile has one address: any other spelling is refused.</summary>
    public static bool TryParse(string text, out TilePath path)
    {
        path = default;
        var match = Pattern().Match(text);
        if (!match.Success || !long.TryParse(string.Concat(match.Groups["digits"].Captures.Select(c => c.Value)), CultureInfo.InvariantCulture, out var number))
        {
            return false;
        }

        var width = match.Groups["width"] is { Success: true, Value: var w } ? int.Parse(w, CultureInfo.InvariantCulture) : LedgerTile.FullWidth;
        path = new TilePath(number, width);
        return width is > 0 and <= LedgerTile.FullWidth && path.ToString() == text;
    }

    // \z, not $: a line feed after the last digit would be another address of the same tile.
    [GeneratedRegex(@"^(?:x(?<digits>[0-9]{3})/){0,5}(?<digits>[0-9]{3})(?:\.p/(?<width>[0-9]{1,3}))?\z", RegexOptions.CultureInvariant)]
    private static partial Regex Pattern();
}

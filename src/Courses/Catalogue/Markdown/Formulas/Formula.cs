using System.Text.RegularExpressions;
using Markdig.Syntax.Inlines;

namespace Learning.Courses.Catalogue.Markdown.Formulas;

/// <summary>
/// $x^2$, or $$x^2$$ for one that stands alone: TeX. What is shown and kept is the TeX between the signs by which other programs
/// know it too, \(x^2\) and \[x^2\], so that no text depends on what drew it; the browser sets it. See <see cref="Shown"/>.
/// </summary>
public sealed partial class Formula(string tex, bool alone) : LeafInline, IResolvable
{
    public const string CssClass = "math";

    /// <summary>Longer ones are a page and no formula; what draws them would take its time.</summary>
    public const int Longest = 400;

    public string Tex { get; } = tex;

    public bool Alone { get; } = alone;

    /// <summary>As text, also where there is no markup.</summary>
    public string Shown => Alone ? $@"\[{Tex}\]" : $@"\({Tex}\)";

    /// <summary>As an author writes it.</summary>
    public string Written => Alone ? $"$${Tex}$$" : $"${Tex}$";

    /// <summary>What stands between the signs of other programs; null for what is none or could not be written here.</summary>
    public static Formula? In(string shown)
    {
        var match = Signs().Match(shown);
        if (!match.Success || match.Length < shown.Length)
        {
            return null;
        }

        var tex = Spaces().Replace(match.Groups["tex"].Value, " ").Trim();
        return IsTex(tex) && !tex.Contains('$', StringComparison.Ordinal) ? new Formula(tex, !shown.StartsWith(@"\(", StringComparison.Ordinal)) : null;
    }

    /// <summary>A text cut into what is in the signs of a formula and what is not.</summary>
    internal static IEnumerable<string> Pieces(string text)
    {
        var from = 0;
        foreach (Match match in Signs().Matches(text))
        {
            yield return text[from..match.Index];
            yield return match.Value;
            from = match.Index + match.Length;
        }

        yield return text[from..];
    }

    void IResolvable.Resolve(TextScope scope, ProblemList problems)
    {
        if (!IsTex(Tex))
        {
            problems.Add(Line + 1, "Content.BadFormula", Tex.Length > 60 ? Tex[..60] + "…" : Tex);
        }
    }

    /// <summary>No more than that every brace is closed and nothing is cut off: whether a command exists is shown by the preview.</summary>
    private static bool IsTex(string tex)
    {
        if (Command().Matches(tex).Any(c => c.Value is @"\(" or @"\)" or @"\[" or @"\]"))
        {
            return false; // the signs around it would end too early
        }

        var bare = Command().Replace(tex, "");
        var open = 0;
        foreach (var c in bare)
        {
            open += c switch { '{' => 1, '}' => -1, _ => 0 };
            if (open < 0)
            {
                return false;
            }
        }

        return open == 0 && tex.Length is > 0 and <= Longest && bare is not [.., '\\'];
    }

    [GeneratedRegex(@"\\\((?<tex>.{1,400}?)\\\)|\\\[(?<tex>.{1,400}?)\\\]|\$\$(?<tex>.{1,400}?)\$\$", RegexOptions.Singleline | RegexOptions.ExplicitCapture)]
    private static partial Regex Signs();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Spaces();

    /// <summary>A backslash and what follows it, a brace too.</summary>
    [GeneratedRegex(@"\\.", RegexOptions.Singleline)]
    private static partial Regex Command();
}

namespace Learning.Courses.Questions.Markup;

/// <summary>The raised and lowered figures that Unicode has: m² and H₂O stay what they are.</summary>
internal static class SmallFigures
{
    private const string Plain = "0123456789+-=()n";
    private const string Raised = "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ⁿ";
    private const string Lowered = "₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎ₙ";

    /// <summary>Null where one of the characters has no such form.</summary>
    public static string? Of(string text, bool raised)
    {
        var indexes = text.Select(c => Plain.IndexOf(c, StringComparison.Ordinal)).ToList();
        return indexes.Contains(-1) ? null : string.Concat(indexes.Select(i => (raised ? Raised : Lowered)[i]));
    }
}

using System.Text.RegularExpressions;
using Learning.Courses.Catalogue;

namespace Learning.Courses.Questions.Exchange;

/// <summary>The id a foreign question has in a bank: the one it brings where it can be one, else one that the same question gets every time.</summary>
internal static partial class ImportKey
{
    public static string Of(ForeignItem item, Question question)
    {
        var names = item.Names.Select(n => n.Trim()).Where(n => n.Length > 0).ToList();
        return names.Select(n => BankReader.IsKey(n) ? n : Simple(n)).FirstOrDefault(BankReader.IsKey)
            ?? Derived(names.FirstOrDefault() ?? $"{question.Kind}\n{Titles.Whole(question)}");
    }

    /// <summary>"Q 1.a" is "q-1-a". A name with other letters has none that could be read.</summary>
    private static string Simple(string name) =>
        Latin().IsMatch(name) ? Others().Replace(name.ToLowerInvariant(), "-").Trim('-') : "";

    private static string Derived(string name) => "q-" + Digest.Of(name)[..12];

    [GeneratedRegex(@"^[ -~]{1,58}$")]
    private static partial Regex Latin();

    [GeneratedRegex("[^a-z0-9]+")]
    private static partial Regex Others();
}

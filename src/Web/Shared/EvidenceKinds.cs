using Learning.Web.Resources;
using Microsoft.Extensions.Localization;

namespace Learning.Web.Shared;

/// <summary>What entries of the ledger record, in words.</summary>
public static class EvidenceKinds
{
    private const string Start = "EvidenceKind.";

    /// <summary>A kind of a later version, read from a file, is shown as it is written.</summary>
    public static string Kind(this IStringLocalizer<Text> text, string kind) =>
        text[Start + kind] is { ResourceNotFound: false } words ? words.Value : kind;

    public static IEnumerable<(string Kind, string Words)> AllKinds(this IStringLocalizer<Text> text) =>
        text.GetAllStrings(includeParentCultures: true)
            .Where(t => t.Name.StartsWith(Start, StringComparison.Ordinal))
            .Select(t => (t.Name[Start.Length..], t.Value));
}

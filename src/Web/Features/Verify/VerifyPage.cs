using Learning.Courses;
using Learning.Courses.Credits;
using Learning.Courses.Ledger;
using Learning.Courses.Ledger.Witnesses;

namespace Learning.Web.Features.Verify;

public sealed class VerifyForm
{
    public IFormFile? File { get; set; }

    public string? Text { get; set; }

    /// <summary>Keys of the log the reader got from elsewhere, separated by white space; without them, those of this site's log.</summary>
    public string? Key { get; set; }

    /// <summary>Keys of witnesses the reader knows, separated by white space; without them, those of this site.</summary>
    public string? Witnesses { get; set; }

    /// <summary>Of a certificate.</summary>
    public string? Number { get; set; }
}

/// <param name="Keys">The public keys of the log, the one in force first; none before its first entry.</param>
/// <param name="Witnesses">Of this site's log.</param>
public sealed record VerifyPage(
    VerifyForm Form, IReadOnlyList<VerifierKey> Keys, IReadOnlyList<WitnessKey> Witnesses, Verification? Verification, VerifiedCertificate? Certificate, Refusal? Refusal)
{
    public VerifierKey? Key => Keys.Count == 0 ? null : Keys[0];

    /// <summary>The sentence for a file that holds, and which findings stand in its gaps.</summary>
    public static IReadOnlyDictionary<VerifiedKind, (string Code, string[] Gaps)> Shows { get; } = new Dictionary<VerifiedKind, (string, string[])>
    {
        [VerifiedKind.Proofs] = ("Verify.Is.Proof", ["index", "origin", "size"]),
        [VerifiedKind.Checkpoint] = ("Verify.Is.Checkpoint", ["origin", "size"]),
        [VerifiedKind.Archive] = ("Verify.Is.Archive", ["origin", "size"]),
        [VerifiedKind.Bundle] = ("Verify.Is.Bundle", ["unit", "requirement", "day"]),
        [VerifiedKind.Record] = ("Verify.Is.Record", []),
    };

    /// <summary>What was done to establish a report, step by step, likewise.</summary>
    public static IReadOnlyDictionary<string, string[]> Steps { get; } = new Dictionary<string, string[]>(StringComparer.Ordinal)
    {
        ["Verify.Did.Signed"] = ["origin", "size"],
        ["Verify.Did.Entries"] = ["entries"],
        ["Verify.Did.OnRecord"] = ["index"],
        ["Verify.Did.Grew"] = ["known"],
        ["Verify.Did.Roster"] = ["members"],
        ["Verify.Did.Boxes"] = ["members"],
        ["Verify.Did.Figures"] = ["units", "completed", "required", "members"],
    };

    /// <summary>The same of a member's own record.</summary>
    public static IReadOnlyDictionary<string, string[]> RecordSteps { get; } = new Dictionary<string, string[]>(StringComparer.Ordinal)
    {
        ["Verify.Record.Did.Signed"] = ["origin"],
        ["Verify.Did.Signed"] = ["origin", "size"],
        ["Verify.Did.Entries"] = ["entries"],
        ["Verify.Record.Did.OneSubject"] = ["entries", "subject"],
        ["Verify.Record.Did.Facts"] = ["entries", "unsealed"],
    };

    /// <summary>Who else has signed, likewise.</summary>
    public static IReadOnlyDictionary<string, string[]> WitnessSentences { get; } = new Dictionary<string, string[]>(StringComparer.Ordinal)
    {
        ["Verify.Witness.Agree"] = ["agree", "known", "names"],
        ["Verify.Witness.None"] = ["known"],
        ["Verify.Witness.Absent"] = ["names"],
        ["Verify.Witness.Unknown"] = ["names"],
    };

    /// <summary>The sentences for a file that does not hold, likewise.</summary>
    public static IReadOnlyDictionary<string, string[]> Sentences { get; } = new Dictionary<string, string[]>(StringComparer.Ordinal)
    {
        ["Verify.UnknownFile"] = [],
        ["Verify.BadKey"] = [],
        ["Verify.BadWitnessKey"] = [],
        ["Verify.BadNote"] = [],
        ["Verify.BadCheckpoint"] = [],
        ["Verify.BadProof"] = [],
        ["Verify.NotAnEntry"] = [],
        ["Verify.NoEntry"] = ["index"],
        ["Verify.UnknownSigner"] = ["name"],
        ["Verify.BadSignature"] = ["name"],
        ["Verify.WrongOrigin"] = ["origin", "name"],
        ["Verify.NotInLog"] = ["index", "id", "kind"],
        ["Verify.BadArchive"] = ["index"],
        ["Verify.EntryMissing"] = ["index", "found"],
        ["Verify.EntryChanged"] = ["index", "id", "kind"],
        ["Verify.TailCut"] = ["index", "size", "found"],
        ["Verify.RootDiffers"] = ["size"],
        ["Verify.BadReport"] = [],
        ["Verify.Bundle.Torn"] = [],
        ["Verify.Bundle.TooLarge"] = [],
        ["Verify.Bundle.Damaged"] = ["line"],
        ["Verify.Bundle.Order"] = ["index"],
        ["Verify.Bundle.RootDiffers"] = ["entries", "size"],
        ["Verify.Bundle.NotTheBeginning"] = ["known", "size"],
        ["Verify.Bundle.NotOnRecord"] = [],
        ["Verify.Bundle.RecordDiffers"] = ["index"],
        ["Verify.Bundle.NoRequirement"] = [],
        ["Verify.Bundle.RequirementDiffers"] = ["index"],
        ["Verify.Bundle.Twice"] = ["subject"],
        ["Verify.Bundle.NotTheRoster"] = ["index", "id", "kind"],
        ["Verify.Bundle.RosterDiffers"] = ["index", "subject"],
        ["Verify.Bundle.LeftOut"] = ["index", "id", "kind"],
        ["Verify.Bundle.Withdrawn"] = ["index", "subject"],
        ["Verify.Bundle.EntryMissing"] = ["index", "subject"],
        ["Verify.Bundle.NotEvidence"] = ["index", "id", "kind", "subject"],
        ["Verify.Bundle.NoEvidence"] = ["subject"],
        ["Verify.Bundle.Figures"] = ["unit"],
        ["Verify.Bundle.Stray"] = ["index"],
        ["Verify.Record.Torn"] = [],
        ["Verify.Record.Changed"] = [],
        ["Verify.Record.BadData"] = [],
        ["Verify.Record.OtherSubject"] = ["index"],
        ["Verify.Record.NotItsEntry"] = ["index"],
    };

    /// <summary>A sentence without gaps needs no line above.</summary>
    public static string[] GapsOf(string code) => Sentences.TryGetValue(code, out var gaps) || Steps.TryGetValue(code, out gaps) || RecordSteps.TryGetValue(code, out gaps) || WitnessSentences.TryGetValue(code, out gaps) ? gaps : Shows.Values.FirstOrDefault(s => s.Code == code).Gaps ?? [];
}

/// <summary>The page for checking offline, as the front-end build made it, cut where the words come.</summary>
/// <param name="Keys">Of this site's log; whoever trusts another writes that in their place.</param>
/// <param name="Witnesses">Likewise.</param>
public sealed record OfflinePage(string Before, string After, IReadOnlyList<VerifierKey> Keys, IReadOnlyList<WitnessKey> Witnesses)
{
    private const string Words = "<!-- words -->";

    public static OfflinePage Of(string shell, IReadOnlyList<VerifierKey> keys, IReadOnlyList<WitnessKey> witnesses)
    {
        var place = shell.IndexOf(Words, StringComparison.Ordinal);
        return place < 0
            ? throw new InvalidOperationException("The page for checking offline does not say where its words come.")
            : new OfflinePage(shell[..place], shell[(place + Words.Length)..], keys, witnesses);
    }
}

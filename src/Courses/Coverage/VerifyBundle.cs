using System.Globalization;
using System.Text.Json;
using Learning.Courses.Ledger;
using Learning.Courses.Organisation;

namespace Learning.Courses.Coverage;

/// <summary>
/// Counts a report again from the entries of the log: who was on the roster, what puts each into a box, what the figures of
/// every unit are; and checks that report and entries are in the log that was signed. Pure: nothing but the file and a key.
/// </summary>
internal sealed class VerifyBundle
{
    private readonly ProofBundle bundle;
    private readonly ReportBody report;
    private readonly Dictionary<long, BundleEntry> entries;

    /// <summary>Entries nothing has asked for yet. What is left over at the end does not belong into the file.</summary>
    private readonly HashSet<long> unclaimed;

    private VerifyBundle(ProofBundle bundle)
    {
        (this.bundle, report) = (bundle, bundle.Report);
        entries = bundle.Entries.ToDictionary(e => e.Index);
        unclaimed = [.. entries.Keys];
    }

    public static Outcome<Verification> Run(Stream file, Trust trusted, long mostBytes)
    {
        var read = ProofBundle.Read(file, mostBytes);
        if (read.Value is not { } bundle)
        {
            return read.Refusal!.Code == "Verify.UnknownFile" ? read.Refusal : Of(new Finding(read.Refusal, null, null, null));
        }

        var opened = trusted.Open(bundle.CheckpointNote);
        return opened.Value is null ? Of(new Finding(opened.Refusal, null, null, null)) : new VerifyBundle(bundle).Check(opened.Value, trusted);
    }

    private static Verification Of(Finding finding) => new(VerifiedKind.Bundle, [finding]);

    private Verification Check(OpenedCheckpoint opened, Trust trusted)
    {
        var checkpoint = opened.Checkpoint;
        var known = Checkpoint.Open(report.CheckpointNote, trusted.Logs);
        var refusal = InLog(checkpoint) ?? known.Refusal ?? Grew(known.Value!, checkpoint) ?? OnRecord(known.Value!) ?? Required(known.Value!)
            ?? Once() ?? new BundleRoster(report, bundle.Entries, known.Value!.Size).Check(unclaimed)
            ?? new BundleWithdrawals(report, bundle.Entries, known.Value!.Size).Check(unclaimed) ?? Boxes(known.Value!.Size) ?? Figures() ?? Stray();
        var place = refusal?.Args is [long index, ..] ? index : (long?)null;
        var finding = new Finding(refusal, place is { } at && entries.TryGetValue(at, out var bad) ? bad.Statement : null, place, checkpoint) { Witnesses = opened.Witnesses, Signer = opened.Signer };
        return refusal is not null ? Of(finding) : Of(finding) with { Established = Established(checkpoint, known.Value!) };
    }

    private Refusal? InLog(Checkpoint checkpoint)
    {
        var root = MultiProof.Root([.. bundle.Entries.Select(e => e.Index)], [.. bundle.Entries.Select(e => e.LeafHash)], checkpoint.Size, bundle.Inclusion);
        return root is not null && root.AsSpan().SequenceEqual(checkpoint.RootHash)
            ? null
            : new Refusal("Verify.Bundle.RootDiffers", bundle.Entries.Count, checkpoint.Size);
    }

    private Refusal? Grew(Checkpoint known, Checkpoint checkpoint) =>
        MerkleProof.IsConsistent(known.Size, known.RootHash, checkpoint.Size, checkpoint.RootHash, bundle.Consistency)
            ? null
            : new Refusal("Verify.Bundle.NotTheBeginning", known.Size, checkpoint.Size);

    /// <summary>The entry that put the report on record says what the report says.</summary>
    private Refusal? OnRecord(Checkpoint known)
    {
        var hash = Report.HashOf(bundle.ReportBytes);
        var expected = CanonicalJson.Write(new Dictionary<string, object?>
        {
            ["hash"] = hash, ["requirement"] = report.RequirementKey, ["unit"] = report.UnitPath, ["day"] = report.Day, ["known"] = report.KnownAt,
            ["size"] = known.Size, ["completed"] = report.Total.Completed, ["required"] = report.Total.Required, ["members"] = report.Total.Total,
        });
        var says = bundle.Entries.FirstOrDefault(e => e.Statement.Kind == "report.submitted");
        return says is null || !Claim(says.Index) ? new Refusal("Verify.Bundle.NotOnRecord")
            : System.Text.Encoding.UTF8.GetBytes(says.Statement.Facts).AsSpan().SequenceEqual(expected) ? null
            : new Refusal("Verify.Bundle.RecordDiffers", says.Index);
    }

    /// <summary>The requirement was set before, with this period.</summary>
    private Refusal? Required(Checkpoint known)
    {
        var set = bundle.Entries.FirstOrDefault(e => e.Statement.Kind == "requirement.set");
        if (set is null || set.Index >= known.Size || !Claim(set.Index))
        {
            return new Refusal("Verify.Bundle.NoRequirement");
        }

        using var json = JsonDocument.Parse(set.Statement.Facts);
        string? Says(string name) => json.RootElement.TryGetProperty(name, out var value) ? value.ToString() : null;
        return Says("key") == report.RequirementKey && Says("of") == report.RequirementKind
            && set.Facts.From == report.From && Says("due") == report.DueOn.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)
            && set.Facts.Unit is { } unit && Unit.IsWithin(report.UnitPath, unit) && Says("rules") == report.Rules.Key
                ? null
                : new Refusal("Verify.Bundle.RequirementDiffers", set.Index);
    }

    private Refusal? Once()
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var twice = report.Members.FirstOrDefault(m => !seen.Add(m.Subject));
        return twice is null ? null : new Refusal("Verify.Bundle.Twice", twice.Subject);
    }

    private Refusal? Boxes(long size)
    {
        var rules = new BundleEvidence(report, size);
        foreach (var member in report.Members)
        {
            var evidence = new List<BundleEntry>(member.Evidence.Count);
            foreach (var index in member.Evidence)
            {
                if (!Claim(index))
                {
                    return new Refusal("Verify.Bundle.EntryMissing", index, member.Subject);
                }

                evidence.Add(entries[index]);
            }

            if (rules.Check(member, evidence) is { } refusal)
            {
                return refusal;
            }
        }

        return null;
    }

    private Refusal? Figures()
    {
        var paths = report.Units.Select(u => u.Path).ToList();
        var units = paths.ToHashSet(StringComparer.Ordinal);
        if (units.Count != paths.Count || !units.Contains(report.UnitPath) || report.Members.Any(m => !units.Contains(m.BranchPath)))
        {
            return new Refusal("Verify.Bundle.Figures", report.UnitPath);
        }

        var counted = ReportCount.Of(paths, report.Members);
        var wrong = report.Units.Zip(counted).FirstOrDefault(pair => pair.First != pair.Second);
        return wrong.First is null ? null : new Refusal("Verify.Bundle.Figures", wrong.First.Path);
    }

    private Refusal? Stray() => unclaimed.Count == 0 ? null : new Refusal("Verify.Bundle.Stray", unclaimed.Min());

    private bool Claim(long index)
    {
        unclaimed.Remove(index);
        return entries.ContainsKey(index);
    }

    private Sentence[] Established(Checkpoint checkpoint, Checkpoint known) =>
    [
        new("Verify.Did.Signed", checkpoint.Origin, checkpoint.Size),
        new("Verify.Did.Entries", bundle.Entries.Count),
        new("Verify.Did.OnRecord", bundle.Entries.First(e => e.Statement.Kind == "report.submitted").Index),
        new("Verify.Did.Grew", known.Size),
        new("Verify.Did.Roster", report.Members.Count),
        new("Verify.Did.Boxes", report.Members.Count),
        new("Verify.Did.Figures", report.Units.Count, report.Total.Completed, report.Total.Required, report.Total.Total),
        new("Verify.Is.Bundle", report.UnitPath, report.RequirementKey, report.Day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)),
    ];
}

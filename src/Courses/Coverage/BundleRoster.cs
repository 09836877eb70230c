using Learning.Courses.Organisation;

namespace Learning.Courses.Coverage;

/// <summary>Makes the denominator again: from the entries of the roster follows who was answered for, and by which branch.</summary>
internal sealed class BundleRoster(ReportBody report, IReadOnlyList<BundleEntry> entries, long size)
{
    private const string Kind = "membership.recorded";

    /// <param name="unclaimed">Entries that belong to the roster are taken out.</param>
    public Refusal? Check(HashSet<long> unclaimed)
    {
        var events = entries.Where(e => e.Statement.Kind == Kind).ToList();
        foreach (var entry in events)
        {
            unclaimed.Remove(entry.Index);
            if (!IsReadable(entry))
            {
                return Bad("Verify.Bundle.NotTheRoster", entry);
            }
        }

        var answered = Answered(events);
        foreach (var member in report.Members)
        {
            if (!answered.Remove(member.Subject, out var entry) || entry.Index != member.RosterEntry || entry.Facts.Unit != member.BranchPath)
            {
                return new Refusal("Verify.Bundle.RosterDiffers", member.RosterEntry, member.Subject);
            }
        }

        return answered.Values.MinBy(e => e.Index) is { } left ? Bad("Verify.Bundle.LeftOut", left) : Elsewhere(events);
    }

    private bool IsReadable(BundleEntry entry) =>
        entry.Index < size && entry.Statement is { Subject: not null } && entry.Statement.At <= report.KnownAt && entry.Facts is { Unit: not null, From: not null }
        && (!entry.Facts.HasTo || entry.Facts.To is not null);

    /// <summary>By pseudonym, the membership that holds on the day. As in <see cref="KnownFacts.RosterAsync"/>: of two claims the later one.</summary>
    private Dictionary<string, BundleEntry> Answered(List<BundleEntry> events)
    {
        var subjects = events.ToLookup(e => e.Statement.Source, e => e.Statement.Subject);
        var replaced = events
            .Where(e => e.Statement.Corrects is { } old && subjects[old].Contains(e.Statement.Subject)) // Nobody replaces the membership of another.
            .Select(e => e.Statement.Corrects!.Value)
            .ToHashSet();
        return events
            .Where(e => e.Facts.HoldsOn(report.Day) && !replaced.Contains(e.Statement.Source))
            .GroupBy(e => e.Statement.Subject!, (_, rivals) => rivals.OrderBy(e => e.Facts.From).ThenBy(e => e.Statement.At).ThenBy(e => e.Statement.Source).Last(), StringComparer.Ordinal)
            .Where(e => Unit.IsWithin(e.Facts.Unit!, report.UnitPath))
            .ToDictionary(e => e.Statement.Subject!, StringComparer.Ordinal);
    }

    /// <summary>An entry about somebody who was never the unit's does not belong into the file.</summary>
    private Refusal? Elsewhere(List<BundleEntry> events)
    {
        var ours = events.Where(e => Unit.IsWithin(e.Facts.Unit!, report.UnitPath)).Select(e => e.Statement.Subject).ToHashSet(StringComparer.Ordinal);
        return events.Find(e => !ours.Contains(e.Statement.Subject)) is { } stray ? new Refusal("Verify.Bundle.Stray", stray.Index) : null;
    }

    private static Refusal Bad(string code, BundleEntry entry) => new(code, entry.Index, entry.Statement.Id, entry.Statement.Kind);
}

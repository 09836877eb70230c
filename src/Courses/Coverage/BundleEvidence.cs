namespace Learning.Courses.Coverage;

/// <summary>
/// Whether the entries a report names put a member into the box it says: about that member, recorded before the report, of the
/// kinds the reason asks for, within the period. That hours add up to the number it says needs the rules, and is not asked here.
/// </summary>
internal sealed class BundleEvidence(ReportBody report, long size)
{
    private static readonly string[] ExemptionKinds = ["exemption.recorded"];
    private static readonly string[] Study = ["course.passed", "cohort.completed", "cohort.missed"];
    private readonly DateOnly judgedOn = report.Day < report.DueOn ? report.Day : report.DueOn;

    public Refusal? Check(ReportMember member, IReadOnlyList<BundleEntry> evidence)
    {
        var stranger = evidence.FirstOrDefault(e => e.Statement.Subject != member.Subject || e.Statement.At > report.KnownAt || e.Index >= size || !Supports(member, e));
        if (stranger is not null)
        {
            return new Refusal("Verify.Bundle.NotEvidence", stranger.Index, stranger.Statement.Id, stranger.Statement.Kind, member.Subject);
        }

        return IsOneBox(member) && HasWhatItNeeds(member, evidence) ? null : new Refusal("Verify.Bundle.NoEvidence", member.Subject);
    }

    /// <summary>Box, reason, lateness and hours fit together.</summary>
    private bool IsOneBox(ReportMember m)
    {
        var rotating = report.RequirementKind == "RotatingTraining";
        var box = m.Reason switch
        {
            StandingReason.ClassCompleted => rotating ? Box.Completed : (Box?)null,
            StandingReason.HoursReached => !rotating && m.Quarters >= m.Owed ? Box.Completed : null,
            StandingReason.AttendedClass or StandingReason.PlacedInClass or StandingReason.ClassNotCompleted => rotating ? Box.InProgress : null,
            StandingReason.HoursBegun => !rotating && m.Quarters > 0 && m.Quarters < m.Owed ? Box.InProgress : null,
            StandingReason.ClassMissed => rotating ? Box.NotStarted : null,
            StandingReason.NothingYet => rotating || m is { Quarters: 0, Owed: > 0 } ? Box.NotStarted : null,
            StandingReason.ExemptionNotInRules => Box.NotStarted,
            StandingReason.Exempt => m.Box is Box.ExemptVisited or Box.ExemptNotVisited ? m.Box : null,
            StandingReason.Deferred => Box.Deferred,
            StandingReason.OutOfContact => Box.OutOfContact,
            _ => null,
        };
        return box == m.Box
            && m.IsOverdue == (m.Box is Box.InProgress or Box.NotStarted && report.Day > report.DueOn)
            && m.Box.IsRequired() == (m.ExemptionCode.Length == 0)
            && (rotating ? m is { Quarters: -1, Owed: -1 } : m is { Quarters: >= 0, Owed: >= 0 });
    }

    private static bool HasWhatItNeeds(ReportMember m, IReadOnlyList<BundleEntry> evidence) => m.Reason switch
    {
        StandingReason.NothingYet => true,
        StandingReason.HoursReached => m.Quarters == 0 || evidence.Any(e => Study.Contains(e.Statement.Kind)),
        StandingReason.HoursBegun => evidence.Any(e => Study.Contains(e.Statement.Kind)),
        StandingReason.Exempt => evidence.Any(e => e.Statement.Kind == "exemption.recorded")
            && evidence.Any(e => e.Statement.Kind == "home-visit.recorded") == (m.Box == Box.ExemptVisited),
        _ => evidence.Count > 0,
    };

    private bool Supports(ReportMember m, BundleEntry entry)
    {
        var (kind, facts) = (entry.Statement.Kind, entry.Facts);
        return m.Reason switch
        {
            StandingReason.ClassCompleted => kind == "cohort.completed" && IsInPeriod(facts),
            StandingReason.AttendedClass => kind == "attendance.recorded",
            StandingReason.PlacedInClass => kind == "cohort.placed",
            StandingReason.ClassNotCompleted => kind == "cohort.missed" && facts.Attended > 0 && IsInPeriod(facts),
            StandingReason.ClassMissed => kind == "cohort.missed" && IsInPeriod(facts),
            StandingReason.HoursReached or StandingReason.HoursBegun => (Study.Contains(kind) && IsInPeriod(facts)) || IsPost(kind, facts),
            StandingReason.NothingYet => IsPost(kind, facts),
            StandingReason.ExemptionNotInRules => ExemptionKinds.Contains(kind) && facts.HoldsOn(judgedOn),
            StandingReason.Exempt => IsExemption("Exempt") || (kind == "home-visit.recorded" && IsInPeriod(facts)),
            StandingReason.Deferred => IsExemption("Deferred"),
            StandingReason.OutOfContact => IsExemption("OutOfContact"),
            _ => false,
        };

        bool IsExemption(string which) => kind == "exemption.recorded" && facts.Exemption == which && facts.HoldsOn(judgedOn);
    }

    /// <summary>A post raises what is owed, and so is part of why.</summary>
    private bool IsPost(string kind, EntryFacts facts) => report.RequirementKind == "RegularEducation" && kind == "post.recorded" && facts.HoldsOn(judgedOn);

    private bool IsInPeriod(EntryFacts facts) => facts.On >= report.From && facts.On <= judgedOn;
}

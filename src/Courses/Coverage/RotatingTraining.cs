namespace Learning.Courses.Coverage;

/// <summary>
/// The work done for concentrated rotating training (集中轮训, article 20: every year), and for whatever else asks for classes: at
/// least one class completed within the period, or as many as the rule says. A class belongs to the period in which it ends.
/// </summary>
internal static class RotatingTraining
{
    public static Standing Of(JudgedPeriod period, MemberFacts facts, DateOnly judgedOn)
    {
        var ended = facts.Classes.Where(c => c.On >= period.From && c.On <= judgedOn).OrderBy(c => c.On).ThenBy(c => c.SourceId).ToList();
        var completed = ended.Where(c => c.Completed).Take(period.Classes).ToList();
        if (completed.Count == period.Classes)
        {
            return new(Box.Completed, false, StandingReason.ClassCompleted, [.. completed.Select(c => c.SourceId)]);
        }

        // The place in a class that has ended says no more than how the class ended.
        var running = facts.Placements
            .Where(p => p.On <= judgedOn && p.ClosesOn >= period.From && p.ClosesOn <= period.DueOn)
            .Where(p => !ended.Exists(c => c.CohortId == p.CohortId))
            .OrderBy(p => p.On).ThenBy(p => p.SourceId)
            .ToList();
        if (running.Exists(p => p.Attended))
        {
            return InProgress(StandingReason.AttendedClass, running.Where(p => p.Attended).Select(p => p.SourceId));
        }

        if (running.Count > 0)
        {
            return InProgress(StandingReason.PlacedInClass, running.Select(p => p.SourceId));
        }

        if (ended.Exists(c => c.AttendedQuarters > 0))
        {
            return InProgress(StandingReason.ClassNotCompleted, ended.Where(c => c.AttendedQuarters > 0).Select(c => c.SourceId));
        }

        return ended.Count > 0
            ? new(Box.NotStarted, false, StandingReason.ClassMissed, [.. ended.Select(c => c.SourceId)])
            : new(Box.NotStarted, false, StandingReason.NothingYet, []);
    }

    private static Standing InProgress(StandingReason reason, IEnumerable<Guid> evidence) => new(Box.InProgress, false, reason, [.. evidence]);
}

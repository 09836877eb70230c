using Learning.Courses.Coverage;
using Learning.Courses.Organisation;
using Learning.Courses.Storage;

namespace Learning.Courses.Notices;

/// <param name="Told">How many were reminded now.</param>
/// <param name="ToldBefore">How many had been reminded today already and are left in peace.</param>
public sealed record Reminded(int Told, int ToldBefore);

/// <summary>
/// Reminds those who have not done an assignment. A reminder is a courtesy and not a check-in: nothing is to be confirmed, and
/// nobody gets a second one for the same task on the same day.
/// </summary>
public sealed class SendReminder(CoursesDb db, SchoolCalendar calendar, AssignmentStandings standings)
{
    /// <param name="members">The chosen ones; null for everybody who has not done it.</param>
    public async Task<Outcome<Reminded>> RunAsync(Guid assignment, IReadOnlyCollection<MemberId>? members, CancellationToken ct)
    {
        var covered = (await standings.RunAsync([assignment], ct)).Where(s => MayRemind(s.BranchPath)).ToList();
        if (covered.Count == 0)
        {
            return new Refusal("Assign.NotFound");
        }

        var owed = covered.FindAll(s => s.IsOwed && (members is null || members.Contains(s.MemberId)));
        if (owed.Count == 0)
        {
            return new Refusal("Reminder.NobodyLeft");
        }

        var today = calendar.Today();
        var told = await Reminders.ToldAsync(db, assignment, calendar.ToUtc(today, TimeOnly.MinValue), ct);
        var notices = owed.Where(s => !told.Contains(s.MemberId)).Select(s => Reminders.ByHand(s, today)).ToList();
        var count = await Outbox.PostAsync(db, calendar.UtcNow(), notices, ct);
        return new Reminded(count, owed.Count - count);
    }

    private bool MayRemind(string branchPath) =>
        db.Viewer.HoldsOver(branchPath, PostKind.BranchSecretary, PostKind.TownOrganiser, PostKind.DistrictOrganiser);
}

using System.Globalization;
using Learning.Courses.Storage;
using Learning.Courses.Training;

namespace Learning.Courses.Notices;

/// <summary>Tells those whom a new plan has moved, placed or let go, and nobody else. Asking twice says nothing twice.</summary>
public sealed class TellPlaces(CoursesDb db, SchoolCalendar calendar)
{
    /// <summary>Gives back how many were told.</summary>
    public Task<int> RunAsync(Replan plan, CancellationToken ct) => Outbox.PostAsync(db, calendar.UtcNow(), [.. Notices(plan)], ct);

    /// <summary>What the plan has to say, once it is carried out.</summary>
    internal static IEnumerable<NewNotice> Notices(Replan plan)
    {
        var given = plan.Change.Moved.Select(m => (m.MemberId, m.To)).Concat(plan.Change.Joined.Select(m => (m, plan.Places[m])));
        return [.. given.Select(g => Given(plan.Rotation, plan.CohortOf(g.Item2), g.Item1, plan.Venues[plan.CohortOf(g.Item2).VenueId].Name)), .. plan.Change.Lost.Select(m => Lost(plan, m))];
    }

    /// <summary>A place as a sentence names it: class, first hour, venue.</summary>
    internal static IReadOnlyList<NoticeArgument> Naming(Cohort cohort, string venue) =>
    [
        NoticeArgument.Text(cohort.Number.ToString(CultureInfo.InvariantCulture)),
        NoticeArgument.Instant(cohort.Sessions.Min(s => s.StartsAt)),
        NoticeArgument.Text(venue),
    ];

    /// <summary>That a member has the newest of their places in the class.</summary>
    internal static NewNotice Given(Rotation rotation, Cohort cohort, MemberId member, string venue) => new(
        member,
        NoticeKinds.PlaceGiven,
        $"place/{cohort.Enrolments.Last(e => e.MemberId == member).Id}",
        [NoticeArgument.Text(rotation.Title), .. Naming(cohort, venue)]);

    private static NewNotice Lost(Replan plan, MemberId member)
    {
        var cohort = plan.CohortOf(plan.Case.Confirmed[member]);
        var place = cohort.Enrolments.Last(e => e.MemberId == member);
        return new NewNotice(
            member,
            NoticeKinds.PlaceGivenUp,
            $"place/{place.Id}/given-up",
            [NoticeArgument.Text(plan.Rotation.Title), NoticeArgument.Text(cohort.Number.ToString(CultureInfo.InvariantCulture)), NoticeArgument.Day(cohort.OpensOn)]);
    }
}

using Learning.Courses.Storage;
using Learning.Courses.Training.OpenDays;
using Microsoft.EntityFrameworkCore;

namespace Learning.Courses.Training;

/// <summary>When classes could be held, said once instead of day by day.</summary>
/// <param name="Seats">At most so many people in a class; a smaller venue has fewer. Null for all its seats.</param>
/// <param name="Days">How many days a class lasts.</param>
/// <param name="Weekdays">The days of the week on which a class may begin.</param>
/// <param name="ClosedDays">Further days that no class touches.</param>
/// <param name="OnHolidays">Classes may also be held on public holidays, when floating members are at home (article 33).</param>
public sealed record ClassPattern(
    IReadOnlyList<Guid> Venues, DateOnly From, DateOnly To, int? Seats, int Days, IReadOnlySet<DayOfWeek> Weekdays, IReadOnlySet<DateOnly> ClosedDays, bool OnHolidays = false)
{
    /// <summary>Only days on which one of them at least is free; empty for any day. See <see cref="NewRotation.Trainers"/>.</summary>
    public IReadOnlyList<Guid> Trainers { get; init; } = [];
}

/// <summary>Lists the classes that could be held by a pattern: one after the other in each venue, on days on which it is open and not taken.</summary>
public sealed class OfferClasses(CoursesDb db, SchoolCalendar calendar)
{
    public async Task<Outcome<IReadOnlyList<CandidateClass>>> RunAsync(ClassPattern pattern, CancellationToken ct)
    {
        if (pattern.To < pattern.From)
        {
            return new Refusal("Rotation.EndsBeforeItBegins", pattern.From, pattern.To);
        }

        if (pattern.Days is < 1 or > 31 || pattern.Weekdays.Count == 0 || pattern.To.DayNumber - pattern.From.DayNumber > 800)
        {
            return new Refusal("Rotation.NoPattern");
        }

        var venues = await db.Venues.AsNoTracking().Where(v => pattern.Venues.Contains(v.Id)).OrderBy(v => v.Name).ThenBy(v => v.Id).ToListAsync(ct);
        var taken = await TakenRooms.ReadAsync(db, [.. venues.Select(v => v.Id)], pattern.From, pattern.To, ct);
        var closed = await ClosedVenues.ReadAsync(db, [.. venues.Select(v => v.Id)], pattern.From, pattern.To, ct);
        var leads = pattern.Trainers.Count == 0 ? [] : await TrainerLeads.ReadAsync(db, pattern.From, pattern.To, ct);
        var from = pattern.From > calendar.Today() ? pattern.From : calendar.Today().AddDays(1);
        List<CandidateClass> offered = [.. venues.SelectMany(v => Offer(pattern, v, from, [.. taken[v.Id], .. closed[v.Id].Select(c => c.Days)]).Where(IsLed).Select(d => new CandidateClass(v.Id, d, Math.Min(v.Seats, pattern.Seats ?? v.Seats))))];
        return offered.Count == 0 ? new Refusal("Rotation.NothingOffered") : offered;

        bool IsLed(ClassDays days) => pattern.Trainers.Count == 0 || DraftRotation.FreeTrainers(pattern.Trainers, leads, days).Any();
    }

    private static IEnumerable<ClassDays> Offer(ClassPattern pattern, Venue venue, DateOnly from, List<ClassDays> taken)
    {
        for (var day = from; day.AddDays(pattern.Days - 1) <= pattern.To; day = day.AddDays(1))
        {
            var days = new ClassDays(day, day.AddDays(pattern.Days - 1));
            var isClosed = Enumerable.Range(0, pattern.Days).Select(day.AddDays).Any(d => pattern.ClosedDays.Contains(d) || (!pattern.OnHolidays && PublicHolidays.On(d) is not null));
            if (pattern.Weekdays.Contains(day.DayOfWeek) && venue.IsOpen(days) && !isClosed && !taken.Exists(days.Overlaps))
            {
                yield return days;
                day = days.ClosesOn;
            }
        }
    }
}

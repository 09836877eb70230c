using System.Globalization;
using System.Runtime.CompilerServices;
using Learning.Courses.Storage;
using Microsoft.EntityFrameworkCore;

namespace Learning.Courses.Training;

/// <summary>Whether a class is planned, open, closed or called off; the rows of its turns say so.</summary>
public sealed class RecountStates(CoursesDb db) : IRecount
{
    public string Kind => "cohort-state";

    public async IAsyncEnumerable<Recounted> DifferencesAsync(RecountTally tally, [EnumeratorCancellation] CancellationToken ct)
    {
        var cohorts = db.Cohorts.AsNoTracking().Select(c => new
        {
            c.Id,
            c.State,
            Opened = db.CohortTurns.Any(t => t.CohortId == c.Id && t.State == CohortState.Open),
            Closed = db.CohortTurns.Any(t => t.CohortId == c.Id && t.State == CohortState.Closed),
            Off = db.CohortsCalledOff.Any(o => o.CohortId == c.Id),
        });
        await foreach (var c in cohorts.AsAsyncEnumerable().WithCancellation(ct))
        {
            tally.Add(1);
            var counted = c.Off ? CohortState.CalledOff : c.Closed ? CohortState.Closed : c.Opened ? CohortState.Open : CohortState.Planned;
            if (c.State != counted)
            {
                yield return new Recounted(c.Id, null, "@CohortState." + c.State, "@CohortState." + counted);
            }
        }
    }
}

/// <summary>How often places were given or the class ended: by this number two people who plan at once notice each other.</summary>
public sealed class RecountChanges(CoursesDb db) : IRecount
{
    public string Kind => "cohort-changes";

    public async IAsyncEnumerable<Recounted> DifferencesAsync(RecountTally tally, [EnumeratorCancellation] CancellationToken ct)
    {
        tally.Add(await db.Cohorts.LongCountAsync(ct));
        var differ = db.Cohorts.AsNoTracking()
            .Select(c => new { c.Id, c.Changes, Counted = db.Enrolments.Count(e => e.CohortId == c.Id) + db.CohortsCalledOff.Count(o => o.CohortId == c.Id) })
            .Where(c => c.Changes != c.Counted);
        await foreach (var c in differ.AsAsyncEnumerable().WithCancellation(ct))
        {
            yield return new Recounted(c.Id, null, c.Changes.ToString(CultureInfo.InvariantCulture), c.Counted.ToString(CultureInfo.InvariantCulture));
        }
    }
}

/// <summary>How many sessions of a class are not held: all of a class that was called off, by the row that says so, and none of another.</summary>
public sealed class RecountSessions(CoursesDb db) : IRecount
{
    public string Kind => "session-called-off";

    public async IAsyncEnumerable<Recounted> DifferencesAsync(RecountTally tally, [EnumeratorCancellation] CancellationToken ct)
    {
        var cohorts = db.Cohorts.AsNoTracking().Select(c => new
        {
            c.Id,
            Off = db.CohortsCalledOff.Where(o => o.CohortId == c.Id).Select(o => (Guid?)o.Id).FirstOrDefault(),
            NotHeld = c.Sessions.Select(s => s.CalledOffId).ToList(),
        });
        await foreach (var c in cohorts.AsAsyncEnumerable().WithCancellation(ct))
        {
            tally.Add(c.NotHeld.Count);
            var (stored, counted) = (c.NotHeld.Count(id => id is not null), c.Off is null ? 0 : c.NotHeld.Count);
            if (c.NotHeld.Exists(id => id != c.Off))
            {
                yield return new Recounted(c.Id, null, stored.ToString(CultureInfo.InvariantCulture), counted.ToString(CultureInfo.InvariantCulture));
            }
        }
    }
}

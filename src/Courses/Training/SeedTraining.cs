using Learning.Courses.Organisation;
using Learning.Courses.Storage;
using Microsoft.EntityFrameworkCore;

namespace Learning.Courses.Training;

/// <summary>Gives the demo district its venues and the rotation of one town, so that there is something to open, attend and close.</summary>
public sealed class SeedTraining(CoursesDb db, SchoolCalendar calendar, CreateRotation createRotation)
{
    private static readonly (string Unit, string Name, VenueKind Kind, int Seats, int? Stars)[] Places =
    [
        ("chaoan", "潮安区委党校", VenueKind.PartySchool, 120, 5),
        ("chaoan/anbu", "庵埠镇党校", VenueKind.PartySchool, 50, 4),
        ("chaoan/longhu", "龙湖镇党群服务中心", VenueKind.ServiceCentre, 60, null),
        ("chaoan/dengtang", "登塘镇党群服务中心", VenueKind.ServiceCentre, 60, null),
        ("chaoan/fenghuang", "凤凰镇党群服务中心", VenueKind.ServiceCentre, 40, null),
    ];

    /// <returns>False when there were venues already.</returns>
    public async Task<bool> RunAsync(CancellationToken ct)
    {
        if (await db.Venues.AnyAsync(ct))
        {
            return false;
        }

        var now = calendar.UtcNow();
        var units = await db.Units.AsNoTracking().Where(u => u.Kind != UnitKind.Branch).ToDictionaryAsync(u => u.Path, ct);
        var venues = Places.Select(p => new Venue(RowId.At(now), p.Name, p.Kind, units[p.Unit], p.Seats, p.Stars, now)).ToList();
        db.Venues.AddRange(venues);
        db.Trainers.AddRange(new[] { "周讲习", "沈循善" }.Select(n => new Trainer(RowId.At(now), n, units["chaoan/anbu"], now, null)));
        await db.SaveChangesAsync(ct);

        var first = calendar.Today().AddDays(3);
        var classes = Enumerable.Range(0, 3).Select(i => new CandidateClass(venues[1].Id, new ClassDays(first.AddDays(7 * i), first.AddDays((7 * i) + 1)), 40)).ToList();
        var rotation = new NewRotation(RowId.At(now), "庵埠镇党员集中轮训", "chaoan/anbu", first, classes[^1].Days.ClosesOn, classes) { KeepSpare = true };
        if ((await createRotation.RunAsync(rotation, ct)).Refusal is { } refusal)
        {
            throw new InvalidOperationException($"The rotation of the demo was refused: {refusal.Code}.");
        }

        db.ChangeTracker.Clear();
        return true;
    }
}

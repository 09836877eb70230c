using System.Security.Cryptography;
using System.Text.Json;
using Learning.Courses.Organisation;
using Learning.Courses.Storage;
using Microsoft.EntityFrameworkCore;

namespace Learning.Courses.Training;

/// <summary>What it would mean not to hold some classes: shown before anything is done, and done as it was shown.</summary>
/// <param name="Classes">The classes, in order of date; all of them are still planned.</param>
/// <param name="Rotations">What becomes of each rotation they belong to.</param>
public sealed record CallOff(IReadOnlyList<Cohort> Classes, IReadOnlyList<Replan> Rotations)
{
    /// <summary>The same for the same classes and the same consequences.</summary>
    public string Fingerprint { get; } = Convert.ToHexString(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(
        new { Classes = Classes.Select(c => c.Id), Rotations = Rotations.Select(r => r.Fingerprint) })));

    /// <summary>Who has a place in one of the classes.</summary>
    public int Placed => Rotations.Sum(r => r.Displaced.Count);

    /// <summary>Of those, who gets a place in another class.</summary>
    public int PlacedAnew => Rotations.Sum(r => r.Displaced.Count(r.Places.ContainsKey));

    /// <summary>Who is required and finds no other class.</summary>
    public int LeftOut => Rotations.Sum(r => r.Displaced.Count(m => !r.Places.ContainsKey(m) && r.IsRequired(m)));

    /// <summary>How many seats the other classes to come have, and how many of them are free before anybody is placed anew.</summary>
    public (int Seats, int Free) Remaining
    {
        get
        {
            var open = Rotations.SelectMany(r => r.Case.Classes.Where(c => !c.Locked).Select(c => (c.Seats, r.CohortOf(c.Id).Taken))).ToList();
            return (open.Sum(c => c.Seats), open.Sum(c => c.Seats - c.Taken));
        }
    }
}

/// <summary>Works out, by the planner of every new plan, what it would mean not to hold some classes. Nothing is stored.</summary>
public sealed class ConsiderCallOff(CoursesDb db, SchoolCalendar calendar)
{
    public async Task<Outcome<CallOff>> RunAsync(IReadOnlyCollection<Guid> cohorts, CancellationToken ct)
    {
        var ids = cohorts.ToHashSet();
        var classes = await db.Cohorts.AsNoTracking().Where(c => ids.Contains(c.Id)).OrderBy(c => c.OpensOn).ThenBy(c => c.Number).ThenBy(c => c.Id).ToListAsync(ct);
        if (ids.Count == 0 || classes.Count < ids.Count || !classes.TrueForAll(c => db.Viewer.HoldsOver(c.UnitPath, PostKind.TownOrganiser, PostKind.DistrictOrganiser)))
        {
            return new Refusal("Rotation.NotYourUnit");
        }

        if (classes.Select(c => c.CheckCallOff(calendar.Today())).FirstOrDefault(r => r is not null) is { } refusal)
        {
            return refusal;
        }

        var rotations = new List<Replan>();
        foreach (var rotation in classes.Select(c => c.RotationId).Distinct())
        {
            var outcome = await new ReplanRotation(db, calendar).PlanAsync(rotation, ids, ct);
            if (outcome.Value is not { } plan)
            {
                return outcome.Refusal!;
            }

            rotations.Add(plan);
        }

        return new CallOff(classes, rotations);
    }
}

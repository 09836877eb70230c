using System.Globalization;
using Learning.Courses.Organisation;
using Learning.Courses.Storage;
using Microsoft.EntityFrameworkCore;

namespace Learning.Courses.Plans;

/// <summary>
/// Sets the two requirements that every calendar year brings to every member of the district, concentrated rotating training
/// and regular education (Regulations, article 20), and those of the rule pack whose period begins for some members within the
/// year. They name the rule pack in force on the first day of the year, which is put
/// on record before it can judge anybody. Safe to repeat; a year that is open stays as it was set.
/// </summary>
public sealed class OpenYear(CoursesDb db, SchoolCalendar calendar, AdoptRulePacks adoptRulePacks)
{
    /// <returns>The requirements that were missing and have been set.</returns>
    public async Task<IReadOnlyList<Requirement>> RunAsync(int year, CancellationToken ct)
    {
        await adoptRulePacks.RunAsync(ct);
        var district = await db.Units.SingleOrDefaultAsync(u => u.Kind == UnitKind.District, ct);
        if (district is null)
        {
            return [];
        }

        var wanted = Yearly(year, district);
        var keys = wanted.Select(r => r.Key).ToList();
        var known = await db.Requirements.Where(r => keys.Contains(r.Key)).Select(r => r.Key).ToListAsync(ct);
        var missing = wanted.Where(r => !known.Contains(r.Key)).ToList();
        db.Requirements.AddRange(missing);
        try
        {
            await db.SaveChangesAsync(ct);
            return missing;
        }
        catch (DbUpdateException)
        {
            // Two servers open the year at once, or the job and the first start of a district: one of them wins the index on
            // the key, and the other has nothing left to do.
            db.ChangeTracker.Clear();
            if (await db.Requirements.CountAsync(r => keys.Contains(r.Key), ct) == keys.Count)
            {
                return [];
            }

            throw;
        }
    }

    private List<Requirement> Yearly(int year, Unit district)
    {
        var name = year.ToString(CultureInfo.InvariantCulture);
        var pack = RulePacks.For(new DateOnly(year, 1, 1));
        return
        [
            Of(RequirementKind.RotatingTraining, new LocalText("集中轮训", "Rotating training")),
            Of(RequirementKind.RegularEducation, new LocalText("经常性教育", "Regular education")),
            .. pack.Personal.Select(rule => Of(rule.Kind, rule.Title)),
        ];

        Requirement Of(RequirementKind kind, LocalText title)
        {
            var (now, key) = (calendar.UtcNow(), $"{kind.KeyStem()}-{name}");
            return new Requirement(
                RowId.At(now), key, kind, $"{name} 年{title.Zh}", $"{title.En} {name}", district, new DateOnly(year, 1, 1), new DateOnly(year, 12, 31), pack.Key, now);
        }
    }
}

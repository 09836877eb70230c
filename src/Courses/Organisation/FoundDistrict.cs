using Learning.Courses.Storage;
using Microsoft.EntityFrameworkCore;

namespace Learning.Courses.Organisation;

/// <param name="DistrictCode">Begins every unit's path; not asked for when there is a district already.</param>
/// <param name="Number">The administrator's number in the roster. A member who is there already is taken as is.</param>
public sealed record Founding(
    string? DistrictName, string? DistrictCode, string Number, string Name, Gender Gender, DateOnly BornOn, DateOnly JoinedOn);

/// <summary>
/// The first facts of an empty database: the district, a member and the post of administrator over all of it. What is there
/// already, from an import or an interrupted first try, is used and not made twice.
/// </summary>
public sealed class FoundDistrict(CoursesDb db, SchoolCalendar calendar)
{
    public Task<bool> HasDistrictAsync(CancellationToken ct) => db.Units.AnyAsync(u => u.Kind == UnitKind.District, ct);

    public async Task<Outcome<Member>> RunAsync(Founding founding, CancellationToken ct)
    {
        if (founding.JoinedOn < founding.BornOn || founding.JoinedOn > calendar.Today())
        {
            return new Refusal("FirstStart.DatesDoNotFit");
        }

        var now = calendar.UtcNow();
        var district = await db.Units.SingleOrDefaultAsync(u => u.Kind == UnitKind.District, ct);
        if (district is null)
        {
            if (founding is not { DistrictName.Length: > 0, DistrictCode: { } code } || !Unit.IsCode(code))
            {
                return new Refusal("FirstStart.DistrictMissing");
            }

            district = new Unit(UnitId.New(now), null, UnitKind.District, code, founding.DistrictName, now);
            db.Units.Add(district);
        }

        var member = await db.Members.SingleOrDefaultAsync(m => m.Number == founding.Number, ct);
        if (member is null)
        {
            member = new Member(MemberId.New(now), founding.Number, founding.Name, founding.Gender, founding.BornOn, founding.JoinedOn, now);
            db.Members.Add(member);
        }

        var isAppointed = await db.Posts.AnyAsync(
            p => p.MemberId == member.MemberId && p.Kind == PostKind.Administrator && p.UnitId == district.UnitId && p.ReplacedAt == null && p.ValidTo == null, ct);
        if (!isAppointed)
        {
            db.Posts.Add(new Post(RowId.At(now), member.MemberId, PostKind.Administrator, district, calendar.Today(), null, now, null));
        }

        await db.SaveChangesAsync(ct);
        return member;
    }
}

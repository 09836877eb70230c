using Learning.Courses.Organisation;
using Learning.Courses.Storage;

namespace Learning.Courses.Tests;

/// <summary>A small district for tests: two towns with two branches each, and members by name.</summary>
public sealed class Roster
{
    private int numbers;

    private Roster(School school, Unit district, Dictionary<string, Unit> units) => (School, District, Units) = (school, district, units);

    public School School { get; }
    public Unit District { get; }

    /// <summary>By path: "d", "d/t1", "d/t1/b1", "d/t1/b2", "d/t2", "d/t2/b1", "d/t2/b2".</summary>
    public IReadOnlyDictionary<string, Unit> Units { get; }

    public static async Task<Roster> CreateAsync(School school)
    {
        var now = school.Calendar.UtcNow();
        var units = new List<Unit>();
        Unit Add(Unit? parent, UnitKind kind, string code)
        {
            var unit = new Unit(UnitId.New(now), parent, kind, code, $"{kind} {code}", now);
            units.Add(unit);
            return unit;
        }

        var district = Add(null, UnitKind.District, "d");
        foreach (var townCode in new[] { "t1", "t2" })
        {
            var town = Add(district, UnitKind.Town, townCode);
            Add(town, UnitKind.Branch, "b1");
            Add(town, UnitKind.Branch, "b2");
        }

        await using var db = school.NewDb();
        db.Units.AddRange(units);
        await db.SaveChangesAsync();
        return new Roster(school, district, units.ToDictionary(u => u.Path));
    }

    /// <summary>A member of the branch since 2020, born in 1980 unless said otherwise.</summary>
    public async Task<MemberId> MemberAsync(string branchPath, string name = "张三", int bornIn = 1980)
    {
        var now = School.Calendar.UtcNow();
        var id = MemberId.New(now);
        var joined = new DateOnly(2020, 1, 1);
        await using var db = School.NewDb();
        db.Members.Add(new Member(id, $"M{++numbers:0000}", name, Gender.Woman, new DateOnly(bornIn, 6, 1), new DateOnly(2005, 7, 1), now));
        db.Memberships.Add(new Membership(RowId.At(now), id, Units[branchPath], joined, null, now, null));
        await db.SaveChangesAsync();
        return id;
    }

    public async Task<Viewer> AppointAsync(MemberId member, PostKind kind, string unitPath)
    {
        var now = School.Calendar.UtcNow();
        await using var db = School.NewDb();
        db.Posts.Add(new Post(RowId.At(now), member, kind, Units[unitPath], new DateOnly(2020, 1, 1), null, now, null));
        await db.SaveChangesAsync();
        return await FindViewer.RunAsync(db, member, School.Calendar.Today(), TestContext.Current.CancellationToken);
    }
}

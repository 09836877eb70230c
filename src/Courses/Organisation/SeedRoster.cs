using Learning.Courses.Storage;
using Microsoft.EntityFrameworkCore;

namespace Learning.Courses.Organisation;

/// <summary>Fills an empty database with the people of a <see cref="DemoDistrict"/>. Does nothing when there is a district already.</summary>
public sealed class SeedRoster(CoursesDb db, SchoolCalendar calendar)
{
    private readonly Dictionary<string, Unit> units = [];
    private readonly Dictionary<string, MemberId> secretaries = [];

    /// <returns>False when the database holds a district and was left alone.</returns>
    public async Task<bool> RunAsync(DemoDistrict district, CancellationToken ct)
    {
        if (await db.Units.AnyAsync(ct))
        {
            return false;
        }

        var now = calendar.UtcNow();
        AddUnits(district, now);
        foreach (var member in district.Members)
        {
            AddMember(member, now);
        }

        AddDistrictPosts(district, now);
        AddTransfers(district, now);
        await db.SaveChangesAsync(ct);
        db.ChangeTracker.Clear();
        return true;
    }

    private void AddUnits(DemoDistrict district, DateTime now)
    {
        foreach (var (path, name) in district.UnitsInOrder)
        {
            var cut = path.LastIndexOf('/');
            var parent = cut < 0 ? null : units[path[..cut]];
            var kind = parent is null ? UnitKind.District : parent.Kind == UnitKind.District ? UnitKind.Town : UnitKind.Branch;
            units[path] = new Unit(UnitId.New(now), parent, kind, path[(cut + 1)..], name, now);
            if (district.Places.TryGetValue(path, out var place))
            {
                units[path].PlaceAt(place);
            }
        }

        db.Units.AddRange(units.Values);
        var since = new DateOnly(calendar.Today().Year - 2, 1, 1);
        db.BranchSettings.AddRange(units.Values.Where(u => u.Kind == UnitKind.Branch)
            .Select(b => new BranchSetting(RowId.At(now), b, DemoDistrict.SettingOf(b.Name), since, now, null)));
    }

    private void AddMember(DemoMember demo, DateTime now)
    {
        var joinedBranch = new DateOnly(calendar.Today().Year - 2, 1, 1);
        var member = new Member(demo.Id, demo.Number, demo.Name, demo.Gender, demo.BornOn, demo.JoinedOn, now);
        db.Members.Add(member);
        db.Memberships.Add(new Membership(RowId.At(now), demo.Id, units[demo.BranchPath], joinedBranch, null, now, null));
        if (demo.Rank == 0)
        {
            secretaries[demo.BranchPath] = demo.Id;
        }

        if (demo.Rank <= 2)
        {
            var kind = demo.Rank == 0 ? PostKind.BranchSecretary : PostKind.CommitteeMember;
            db.Posts.Add(new Post(RowId.At(now), demo.Id, kind, units[demo.BranchPath], joinedBranch, null, now, null));
            return;
        }

        AddCircumstances(demo, now);
    }

    private void AddCircumstances(DemoMember demo, DateTime now)
    {
        var year = calendar.Today().Year;
        var from = new DateOnly(year, 1, 1);
        var to = new DateOnly(year, 12, 31);
        if (demo.Age >= 80 && demo.Lot < 800)
        {
            Exempt(ExemptionKind.Exempt, "age", from, to);
            if (demo.Lot < 500)
            {
                var visitedOn = new DateOnly(year, 1, 15).AddDays(demo.Lot % Math.Max(1, calendar.Today().DayOfYear - 15));
                AddVisit(visitedOn > calendar.Today() ? calendar.Today() : visitedOn);
            }
        }
        else if (demo.Lot < 10)
        {
            Exempt(ExemptionKind.Exempt, "illness", from, to);
        }
        else if (demo.Lot < 22)
        {
            Exempt(ExemptionKind.Deferred, "posting", calendar.Today().AddMonths(-2), calendar.Today().AddMonths(2));
        }
        else if (demo.Lot < 26)
        {
            Exempt(ExemptionKind.OutOfContact, "no-contact", calendar.Today().AddMonths(-1), null);
        }
        else if (demo.Age < 60 && demo.Lot < 110)
        {
            var kind = demo.Age < 25 ? MemberCircumstanceKind.Graduate : MemberCircumstanceKind.Floating;
            db.Circumstances.Add(new MemberCircumstance(RowId.At(now), demo.Id, kind, from.AddMonths(demo.Lot % 6), null, now, null));
        }

        void AddVisit(DateOnly on)
        {
            var visit = new HomeVisit(RowId.At(now), demo.Id, on, secretaries[demo.BranchPath], now, "读《中国共产党党员教育管理工作条例》");
            db.HomeVisits.Add(visit);
            if (demo.Lot < 300)
            {
                db.HomeVisitConfirmations.Add(new HomeVisitConfirmation(RowId.At(now), visit, now, demo.Id));
            }
        }

        void Exempt(ExemptionKind kind, string reason, DateOnly validFrom, DateOnly? validTo) =>
            db.Exemptions.Add(new Exemption(RowId.At(now), demo.Id, kind, reason, validFrom, validTo, now, null));
    }

    /// <summary>One organiser in each town, and in the first town's first branch the people of the district's own demo accounts.</summary>
    private void AddDistrictPosts(DemoDistrict district, DateTime now)
    {
        var since = new DateOnly(calendar.Today().Year - 1, 1, 1);
        foreach (var town in units.Values.Where(u => u.Kind == UnitKind.Town))
        {
            Appoint(PostKind.TownOrganiser, town, town.Path + "/b01", 3);
        }

        var root = units.Values.Single(u => u.Kind == UnitKind.District);
        Appoint(PostKind.DistrictOrganiser, root, DemoPeople.HomeBranch, 4);
        Appoint(PostKind.Author, root, DemoPeople.HomeBranch, 5);
        Appoint(PostKind.Reviewer, root, DemoPeople.HomeBranch, 6);
        Appoint(PostKind.Administrator, root, DemoPeople.HomeBranch, 7);

        void Appoint(PostKind kind, Unit unit, string branch, int rank) => db.Posts.Add(new Post(
            RowId.At(now), district.Members.First(m => m.BranchPath == branch && m.Rank == rank).Id, kind, unit, since, null, now, null));
    }

    /// <summary>Two members are on their way to another branch and not yet received: the sender still answers for them.</summary>
    private void AddTransfers(DemoDistrict district, DateTime now)
    {
        foreach (var member in district.Members.Where(m => m.Rank == 9).Take(2))
        {
            var to = member.BranchPath == DemoPeople.HomeBranch ? "chaoan/longhu/b01" : DemoPeople.HomeBranch;
            db.Transfers.Add(new Transfer(
                RowId.At(now), member.Id, units[member.BranchPath], units[to], calendar.Today().AddDays(-12), now, null));
        }
    }
}

/// <summary>Who of the demo roster stands behind which demo account.</summary>
public static class DemoPeople
{
    public const string HomeBranch = "chaoan/anbu/b01";

    /// <summary>The rank within the home branch of the person behind each account.</summary>
    public static IReadOnlyDictionary<string, int> RankOf { get; } = new Dictionary<string, int>(StringComparer.Ordinal)
    {
        ["secretary"] = 0, ["town"] = 3, ["district"] = 4, ["author"] = 5, ["reviewer"] = 6, ["admin"] = 7, ["member"] = 8,
    };
}

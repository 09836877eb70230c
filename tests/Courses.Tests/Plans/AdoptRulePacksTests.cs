using Learning.Courses.Plans;
using Learning.Courses.Storage;
using Microsoft.EntityFrameworkCore;

namespace Learning.Courses.Tests.Plans;

public sealed class AdoptRulePacksTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, MemberData(nameof(School.Providers), MemberType = typeof(School))]
    public async Task Every_shipped_pack_is_put_on_record_once_with_its_hash(DatabaseProvider provider)
    {
        await using var school = await School.OpenAsync(provider);

        Assert.Equal(RulePacks.All.Count, await AdoptAsync(school));
        Assert.Equal(0, await AdoptAsync(school));

        await using var db = school.NewDb();
        Assert.Equal(RulePacks.All.Select(p => p.Hash).Order(), await db.RulePackRecords.Select(r => r.Hash).OrderBy(h => h).ToListAsync(Ct));
        var bodies = await db.Evidence.Where(e => e.Kind == "rules.adopted").Select(e => e.Body).ToListAsync(Ct);
        Assert.Equal(RulePacks.All.Count, bodies.Count);
        Assert.All(RulePacks.All, pack => Assert.Contains(bodies, body => System.Text.Encoding.UTF8.GetString(body).Contains(pack.Hash, StringComparison.Ordinal)));
    }

    [Theory, MemberData(nameof(School.Providers), MemberType = typeof(School))]
    public async Task A_changed_wording_names_the_one_it_corrects(DatabaseProvider provider)
    {
        await using var school = await School.OpenAsync(provider);
        var shipped = RulePacks.All[0];
        var earlier = new RulePackRecord(RowId.At(school.Calendar.UtcNow()), shipped with { Hash = new string('0', 64) }, school.Calendar.UtcNow());
        await using (var db = school.NewDb())
        {
            db.RulePackRecords.Add(earlier);
            await db.SaveChangesAsync(Ct);
        }

        await AdoptAsync(school);

        await using var fresh = school.NewDb();
        var later = await fresh.RulePackRecords.SingleAsync(r => r.Key == shipped.Key && r.Hash == shipped.Hash, Ct);
        Assert.Equal(earlier.Id, later.CorrectsId);
    }

    [Theory, MemberData(nameof(School.Providers), MemberType = typeof(School))]
    public async Task Two_servers_that_start_at_once_adopt_once(DatabaseProvider provider)
    {
        await using var school = await School.OpenAsync(provider);
        await using var db = school.NewDb();
        var first = true;
        db.SavingChanges += (_, _) =>
        {
            if (first)
            {
                first = false;
                using var rival = school.NewDb();
                rival.RulePackRecords.AddRange(RulePacks.All.Select(p => new RulePackRecord(RowId.At(school.Calendar.UtcNow()), p, school.Calendar.UtcNow())));
                rival.SaveChangesAsync(Ct).GetAwaiter().GetResult();
            }
        };

        Assert.Empty(await new AdoptRulePacks(db, school.Calendar).RunAsync(Ct));

        await using var fresh = school.NewDb();
        Assert.Equal(RulePacks.All.Count, await fresh.RulePackRecords.CountAsync(Ct));
    }

    private static async Task<int> AdoptAsync(School school)
    {
        await using var db = school.NewDb();
        return (await new AdoptRulePacks(db, school.Calendar).RunAsync(Ct)).Count;
    }
}

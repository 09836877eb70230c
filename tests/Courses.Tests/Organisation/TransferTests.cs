using Learning.Courses.Organisation;
using Learning.Courses.Storage;
using Microsoft.EntityFrameworkCore;

namespace Learning.Courses.Tests.Organisation;

public sealed class TransferTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, MemberData(nameof(School.Providers), MemberType = typeof(School))]
    public async Task Until_a_transfer_is_received_the_sending_branch_answers(DatabaseProvider provider)
    {
        await using var school = await School.OpenAsync(provider);
        var (member, sender, receiver) = await GivenTwoBranchesAsync(school);

        var transfer = (await SendAsync(school, sender, member, "d/t2/b1")).Value!;
        school.Clock.Advance(TimeSpan.FromDays(40));
        Assert.Equal((true, false), (await SeesAsync(school, sender, member), await SeesAsync(school, receiver, member)));
        Assert.Equal("d/t1/b1", await BranchAsync(school, member, school.Calendar.Today()));

        var receipt = (await ReceiveAsync(school, receiver, transfer.Id)).Value!;
        Assert.Equal((false, true), (await SeesAsync(school, sender, member), await SeesAsync(school, receiver, member)));
        Assert.Equal("d/t1/b1", await BranchAsync(school, member, receipt.ReceivedOn.AddDays(-1)));
        Assert.Equal("d/t2/b1", await BranchAsync(school, member, receipt.ReceivedOn));
        Assert.Equal(2, await BelievedRowsAsync(school, member));
    }

    [Theory, MemberData(nameof(School.Providers), MemberType = typeof(School))]
    public async Task What_was_known_before_the_receipt_stays_known_as_it_was(DatabaseProvider provider)
    {
        await using var school = await School.OpenAsync(provider);
        var (member, sender, receiver) = await GivenTwoBranchesAsync(school);
        var transfer = (await SendAsync(school, sender, member, "d/t2/b1")).Value!;
        var before = school.Calendar.UtcNow();
        school.Clock.Advance(TimeSpan.FromDays(1));
        await ReceiveAsync(school, receiver, transfer.Id);

        await using var db = school.NewDb();
        var rows = await db.Memberships.Where(m => m.MemberId == member).ToListAsync(Ct);
        var believed = rows.Single(r => r.HoldsOn(school.Calendar.Today(), before));
        Assert.Equal("d/t1/b1", believed.BranchPath);
        Assert.Equal(["membership.recorded", "membership.recorded", "transfer.received"], await EvidenceSinceAsync(db, before));
    }

    [Theory, MemberData(nameof(School.Providers), MemberType = typeof(School))]
    public async Task Two_clicks_on_receive_move_the_member_once(DatabaseProvider provider)
    {
        await using var school = await School.OpenAsync(provider);
        var (member, sender, receiver) = await GivenTwoBranchesAsync(school);
        var transfer = (await SendAsync(school, sender, member, "d/t2/b1")).Value!;

        await using var tab = school.NewDb(receiver);
        TransferReceipt? first = null;
        Rival.BeforeSaving(tab, async () => first = (await ReceiveAsync(school, receiver, transfer.Id)).Value);
        var second = await new ReceiveTransfer(tab, school.Calendar).RunAsync(transfer.Id, Ct);
        var third = await ReceiveAsync(school, receiver, transfer.Id);

        Assert.Equal([first!.Id, first.Id], [second.Value!.Id, third.Value!.Id]);
        Assert.Equal(2, await BelievedRowsAsync(school, member));
    }

    [Theory, MemberData(nameof(School.Providers), MemberType = typeof(School))]
    public async Task Two_clicks_on_send_send_once(DatabaseProvider provider)
    {
        await using var school = await School.OpenAsync(provider);
        var (member, sender, _) = await GivenTwoBranchesAsync(school);

        await using var tab = school.NewDb(sender);
        Transfer? first = null;
        Rival.BeforeSaving(tab, async () => first = (await SendAsync(school, sender, member, "d/t2/b1")).Value);
        var second = await new SendTransfer(tab, school.Calendar).RunAsync(member, "d/t2/b1", Ct);
        school.Clock.Advance(TimeSpan.FromDays(3));
        var later = await SendAsync(school, sender, member, "d/t2/b1");
        var elsewhere = await SendAsync(school, sender, member, "d/t2/b2");

        Assert.Equal([first!.Id, first.Id], [second.Value!.Id, later.Value!.Id]);
        Assert.Equal(new Refusal("Transfer.AlreadySent", first.SentOn).Code, elsewhere.Refusal?.Code);
    }

    [Theory, MemberData(nameof(School.Providers), MemberType = typeof(School))]
    public async Task Only_the_sender_sends_and_only_the_receiver_receives(DatabaseProvider provider)
    {
        await using var school = await School.OpenAsync(provider);
        var (member, sender, receiver) = await GivenTwoBranchesAsync(school);

        Assert.Equal("Organisation.NoSuchMember", (await SendAsync(school, receiver, member, "d/t2/b1")).Refusal?.Code);
        Assert.Equal("Organisation.NoSuchMember", (await SendAsync(school, WithoutPosts(sender), member, "d/t2/b1")).Refusal?.Code);
        Assert.Equal("Organisation.NoSuchBranch", (await SendAsync(school, sender, member, "d/t2")).Refusal?.Code);
        Assert.Equal("Transfer.SameBranch", (await SendAsync(school, sender, member, "d/t1/b1")).Refusal?.Code);
        var transfer = (await SendAsync(school, sender, member, "d/t2/b1")).Value!;
        Assert.Equal("Transfer.NotFound", (await ReceiveAsync(school, sender, transfer.Id)).Refusal?.Code);
        Assert.Equal("d/t1/b1", await BranchAsync(school, member, school.Calendar.Today()));
    }

    [Fact]
    public async Task A_member_who_joined_today_is_received_tomorrow()
    {
        await using var school = await School.OpenAsync();
        var (member, sender, receiver) = await GivenTwoBranchesAsync(school);
        await ReceiveAsync(school, receiver, (await SendAsync(school, sender, member, "d/t2/b1")).Value!.Id);
        school.Clock.Advance(TimeSpan.FromDays(1));
        var back = (await SendAsync(school, receiver, member, "d/t1/b1")).Value!;
        await ReceiveAsync(school, sender, back.Id);
        school.Clock.Advance(TimeSpan.FromMinutes(1));

        Assert.Equal("Transfer.AlreadySent", (await SendAsync(school, sender, member, "d/t2/b1")).Refusal?.Code);
        Assert.Equal("d/t1/b1", await BranchAsync(school, member, school.Calendar.Today()));
    }

    [Theory, MemberData(nameof(School.Providers), MemberType = typeof(School))]
    public async Task A_pending_transfer_is_listed_at_both_ends_and_nowhere_else(DatabaseProvider provider)
    {
        await using var school = await School.OpenAsync(provider);
        var (member, sender, receiver) = await GivenTwoBranchesAsync(school);
        var transfer = (await SendAsync(school, sender, member, "d/t2/b1")).Value!;

        Assert.Equal((transfer.Id, true, "张三"), await OnlyAsync(receiver));
        Assert.Equal((transfer.Id, false, "张三"), await OnlyAsync(sender));
        Assert.Empty(await ListAsync(WithoutPosts(sender)));
        await ReceiveAsync(school, receiver, transfer.Id);
        Assert.Empty(await ListAsync(receiver));

        async Task<(Guid Id, bool MayReceive, string Name)> OnlyAsync(Viewer viewer)
        {
            var only = Assert.Single(await ListAsync(viewer));
            return (only.Id, only.MayReceive, only.Name);
        }

        async Task<IReadOnlyList<PendingTransfer>> ListAsync(Viewer viewer)
        {
            await using var db = school.NewDb(viewer);
            return await new PendingTransfers(db).RunAsync(Ct);
        }
    }

    private static async Task<(MemberId Member, Viewer Sender, Viewer Receiver)> GivenTwoBranchesAsync(School school)
    {
        var roster = await Roster.CreateAsync(school);
        var member = await roster.MemberAsync("d/t1/b1");
        var sender = await roster.AppointAsync(await roster.MemberAsync("d/t1/b1", "甲书记"), PostKind.BranchSecretary, "d/t1/b1");
        var receiver = await roster.AppointAsync(await roster.MemberAsync("d/t2/b1", "乙书记"), PostKind.BranchSecretary, "d/t2/b1");
        school.Clock.Advance(TimeSpan.FromMinutes(1));
        return (member, sender, receiver);
    }

    private static Viewer WithoutPosts(Viewer viewer) => new(viewer.MemberId, false, [], viewer.BranchPath);

    private static async Task<Outcome<Transfer>> SendAsync(School school, Viewer viewer, MemberId member, string toPath)
    {
        await using var db = school.NewDb(viewer);
        return await new SendTransfer(db, school.Calendar).RunAsync(member, toPath, Ct);
    }

    private static async Task<Outcome<TransferReceipt>> ReceiveAsync(School school, Viewer viewer, Guid transfer)
    {
        await using var db = school.NewDb(viewer);
        return await new ReceiveTransfer(db, school.Calendar).RunAsync(transfer, Ct);
    }

    private static async Task<bool> SeesAsync(School school, Viewer viewer, MemberId member)
    {
        await using var db = school.NewDb(viewer);
        return await db.Members.AnyAsync(m => m.MemberId == member, Ct);
    }

    private static async Task<string> BranchAsync(School school, MemberId member, DateOnly day)
    {
        await using var db = school.NewDb();
        var rows = await db.Memberships.Where(m => m.MemberId == member).ToListAsync(Ct);
        return rows.Single(r => r.HoldsOn(day, school.Calendar.UtcNow())).BranchPath;
    }

    private static async Task<int> BelievedRowsAsync(School school, MemberId member)
    {
        await using var db = school.NewDb();
        return await db.Memberships.CountAsync(m => m.MemberId == member && m.ReplacedAt == null, Ct);
    }

    private static Task<List<string>> EvidenceSinceAsync(CoursesDb db, DateTime instant) =>
        db.Evidence.Where(e => e.At > instant).OrderBy(e => e.Kind).Select(e => e.Kind).ToListAsync(Ct);
}

using System.Text;
using Learning.Courses.Notices;
using Learning.Courses.Organisation;
using Learning.Courses.Storage;
using Learning.Courses.Tests.Training;
using Learning.Courses.Training;
using Microsoft.EntityFrameworkCore;

namespace Learning.Courses.Tests.Notices;

/// <summary>The rotation of town t1 in March: three classes of seven, planned on 2 March for four members of branch b1, of whom one is its secretary, and two of b2.</summary>
public sealed class RegretTests
{
    private static readonly string[] Names = ["甲", "乙", "丙", "书记", "戊", "己"];

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, MemberData(nameof(School.Providers), MemberType = typeof(School))]
    public async Task Accepted_the_place_is_given_up_and_another_class_found_and_told(DatabaseProvider provider)
    {
        await using var room = await OpenAsync(provider);
        var (name, cohort) = await SomebodyAsync(room);
        var before = await SeatsAsync(room);
        var regret = (await SayAsync(room, name, Because(cohort, "出差"))).Value!;

        var asked = Assert.Single(await ToAnswerAsync(room, Secretary(room)));
        Assert.Equal((regret.Id, name, RegretBecause.Work, "出差"), (asked.Id, asked.Name, asked.Because, asked.Words));
        Assert.Equal(before, await SeatsAsync(room)); // the place stands until it is answered

        var answered = (await AnswerAsync(room, Secretary(room), regret.Id, accept: true)).Value!;

        Assert.NotNull(answered.Other);
        Assert.NotEqual(cohort, answered.Other.Id);
        var after = await SeatsAsync(room);
        Assert.Contains($"{answered.Other.Number} {name}", after);
        Assert.Equal(before.Where(s => !s.EndsWith(name, StringComparison.Ordinal)), after.Where(s => !s.EndsWith(name, StringComparison.Ordinal)));
        await using var db = room.School.NewDb();
        Assert.Equal(GivenUpBecause.Regretted, (await db.PlacesGivenUp.SingleAsync(Ct)).Because);
        Assert.Equal((room[name], NoticeKinds.RegretAcceptedMoved), await db.Outbox.Select(m => new ValueTuple<MemberId, string>(m.MemberId, m.Kind)).SingleAsync(Ct));

        // The second click, and the other answer afterwards.
        Assert.Equal(answered.End.Id, (await AnswerAsync(room, Secretary(room), regret.Id, accept: true)).Value!.End.Id);
        Assert.Equal("Regret.EndedOtherwise", (await AnswerAsync(room, Secretary(room), regret.Id, accept: false)).Refusal!.Code);
        Assert.Equal("Regret.Answered", (await WithdrawAsync(room, name, cohort)).Refusal!.Code);
        Assert.Equal(1, await db.Outbox.CountAsync(Ct));
        Assert.Empty(await ToAnswerAsync(room, Secretary(room)));
    }

    [Theory, MemberData(nameof(School.Providers), MemberType = typeof(School))]
    public async Task A_new_plan_and_a_make_up_keep_the_member_off_the_class_and_the_days_named(DatabaseProvider provider)
    {
        await using var room = await OpenAsync(provider);
        var (name, cohort) = await SomebodyAsync(room);
        var others = (await room.CohortsAsync()).Where(c => c.Id != cohort).ToList();

        // Everything but the last of the other classes is impossible, and then that one too.
        var regret = (await SayAsync(room, name, Because(cohort) with { ImpossibleFrom = others[0].OpensOn, ImpossibleTo = others[0].ClosesOn })).Value!;
        Assert.Equal(others[1].Id, (await AnswerAsync(room, Secretary(room), regret.Id, accept: true)).Value!.Other!.Id);
        var second = (await SayAsync(room, name, Because(others[1].Id))).Value!;
        Assert.Null((await AnswerAsync(room, Secretary(room), second.Id, accept: true)).Value!.Other);

        var plan = (await room.ReplanAsync(others[0].RotationId)).Value!;
        Assert.True(plan.Change.IsNone);
        Assert.Equal("Plan.NoClassOnTheirDays", Assert.Single(plan.Answer!.LeftOut, l => l.Person.MemberId == room[name]).Why.Code);
        await using var db = room.School.NewDb();
        Assert.Equal(WaitingReason.NeverPlaced, Assert.Single(await new WaitingMembers(db, room.School.Calendar).RunAsync(others[0].RotationId, Ct)).Reason);
        Assert.Equal([NoticeKinds.RegretAccepted, NoticeKinds.RegretAcceptedMoved], await db.Outbox.Select(m => m.Kind).Order().ToListAsync(Ct));
    }

    [Fact]
    public async Task Whoever_misses_the_class_given_instead_is_not_made_up_in_the_one_regretted()
    {
        await using var room = await OpenAsync();
        var (name, _) = await SomebodyAsync(room);
        await MoveToAsync(room, name, 2);
        var cohorts = await room.CohortsAsync();
        var regret = (await SayAsync(room, name, Because(cohorts[1].Id))).Value!;
        Assert.Equal(cohorts[0].Id, (await AnswerAsync(room, Secretary(room), regret.Id, accept: true)).Value!.Other!.Id);

        room.At(Classroom.March(12), 0, 2); // the first class is over; nobody came
        await room.RotateAsync();

        var seats = await SeatsAsync(room);
        Assert.DoesNotContain($"2 {name}", seats);
        Assert.Contains($"3 {name}", seats);
    }

    [Fact]
    public async Task Declined_with_a_word_the_place_stands_and_it_can_be_said_again()
    {
        await using var room = await OpenAsync();
        var (name, cohort) = await SomebodyAsync(room);
        var before = await SeatsAsync(room);
        var regret = (await SayAsync(room, name, Because(cohort))).Value!;

        Assert.Equal("Regret.SayWhyNot", (await AnswerAsync(room, Secretary(room), regret.Id, accept: false, " ")).Refusal!.Code);
        Assert.Equal(RegretAnswer.Declined, (await AnswerAsync(room, Secretary(room), regret.Id, accept: false, "请调一天假")).Value!.End.Answer);

        Assert.Equal(before, await SeatsAsync(room));
        await using var db = room.School.NewDb(room.Plain(name));
        var mine = Assert.Single(await new MyClasses(db, room.School.Calendar).RunAsync(Ct));
        Assert.Equal((RegretAnswer.Declined, "请调一天假", true), (mine.Regret!.Answer, mine.Regret.AnswerWords, mine.MayRegret));
        Assert.Contains("请调一天假", (await db.Outbox.SingleAsync(Ct)).Arguments, StringComparison.Ordinal);
        Assert.Equal(2, (await SayAsync(room, name, Because(cohort))).Value!.Take);
    }

    [Theory, MemberData(nameof(School.Providers), MemberType = typeof(School))]
    public async Task Said_twice_it_is_said_once_and_withdrawn_while_nobody_has_answered(DatabaseProvider provider)
    {
        await using var room = await OpenAsync(provider);
        var (name, cohort) = await SomebodyAsync(room);
        await using (var tab = room.School.NewDb(room.Plain(name)))
        {
            Rival.BeforeSaving(tab, () => Task.Run(() => SayAsync(room, name, Because(cohort))));
            Assert.NotNull((await new SayCannotCome(tab, room.School.Calendar).RunAsync(Because(cohort), Ct)).Value);
        }

        Assert.Equal("Regret.SaidAlready", (await SayAsync(room, name, Because(cohort, "别的话"))).Refusal!.Code);
        var first = (await WithdrawAsync(room, name, cohort)).Value!;
        Assert.Equal(first.Id, (await WithdrawAsync(room, name, cohort)).Value!.Id);
        Assert.Equal("Regret.EndedOtherwise", (await AnswerAsync(room, Secretary(room), first.RegretId, accept: true)).Refusal!.Code);
        await using var db = room.School.NewDb();
        Assert.Equal((1, 1, 0), (await db.Regrets.CountAsync(Ct), await db.RegretEnds.CountAsync(Ct), await db.PlacesGivenUp.CountAsync(Ct)));
    }

    [Theory, MemberData(nameof(School.Providers), MemberType = typeof(School))]
    public async Task Withdrawn_while_the_secretary_accepts_it_ends_once(DatabaseProvider provider)
    {
        await using var room = await OpenAsync(provider);
        var (name, cohort) = await SomebodyAsync(room);
        var before = await SeatsAsync(room);
        var regret = (await SayAsync(room, name, Because(cohort))).Value!;
        await using var tab = room.School.NewDb(Secretary(room));
        Rival.BeforeSaving(tab, () => Task.Run(() => WithdrawAsync(room, name, cohort)));

        var loser = await new AnswerRegret(tab, room.School.Calendar).RunAsync(new RegretAnswerInput(regret.Id, true, ""), Ct);

        Assert.Equal("Regret.EndedOtherwise", loser.Refusal!.Code);
        Assert.Equal(before, await SeatsAsync(room));
        await using var db = room.School.NewDb();
        Assert.Equal(0, await db.Outbox.CountAsync(Ct));
    }

    [Fact]
    public async Task Only_ones_own_place_is_regretted_and_only_who_answers_for_the_member_answers()
    {
        await using var room = await OpenAsync();
        var (name, cohort) = await SomebodyAsync(room);
        var regret = (await SayAsync(room, name, Because(cohort))).Value!;
        var elsewhere = await room.Roster.AppointAsync(await room.MemberAsync("外镇书记", "d/t2/b1"), PostKind.BranchSecretary, "d/t2/b1");
        var neighbour = await room.Roster.AppointAsync(room["戊"], PostKind.BranchSecretary, "d/t1/b2");

        Assert.Equal("Attendance.NotEnrolled", (await SayAsync(room, "外镇书记", Because(cohort))).Refusal!.Code);
        Assert.Equal("Regret.NothingSaid", (await WithdrawAsync(room, "戊", cohort)).Refusal!.Code);
        foreach (var stranger in new[] { elsewhere, neighbour, room.Plain(name) })
        {
            Assert.Equal("Organisation.NoSuchMember", (await AnswerAsync(room, stranger, regret.Id, accept: true)).Refusal!.Code);
            Assert.Empty(await ToAnswerAsync(room, stranger));
        }

        // A secretary's own is for somebody above.
        var own = (await room.CohortsAsync()).Single(c => c.Enrolments.Any(e => e.MemberId == room["书记"])).Id;
        var theirs = (await SayAsync(room, "书记", Because(own))).Value!;
        Assert.Equal("Regret.Oneself", (await AnswerAsync(room, Secretary(room), theirs.Id, accept: true)).Refusal!.Code);
        Assert.DoesNotContain(await ToAnswerAsync(room, Secretary(room)), r => r.Id == theirs.Id);
        Assert.Null((await AnswerAsync(room, room.Organiser, theirs.Id, accept: true)).Refusal);
    }

    [Fact]
    public async Task It_is_said_until_the_class_is_locked_and_answered_until_it_begins()
    {
        await using var room = await OpenAsync();
        var first = (await room.CohortsAsync()).Single(c => c.Enrolments.Count > 0);
        var names = Names.Where(n => n != "书记" && first.Enrolments.Any(e => e.MemberId == room[n])).ToList();
        room.At(first.OpensOn.AddDays(-2), 12);
        var regret = (await SayAsync(room, names[0], Because(first.Id))).Value!;

        room.At(first.OpensOn.AddDays(-1), 12);
        Assert.Equal("Regret.TooLate", (await SayAsync(room, names[1], Because(first.Id))).Refusal!.Code);
        room.At(first.OpensOn, 0, 1);
        Assert.Equal("Regret.PlaceGone", (await AnswerAsync(room, room.Organiser, regret.Id, accept: true)).Refusal!.Code);
        Assert.Empty(await ToAnswerAsync(room, room.Organiser));
    }

    [Fact]
    public async Task What_a_member_says_never_reaches_the_ledger()
    {
        await using var room = await OpenAsync();
        var (name, cohort) = await SomebodyAsync(room);
        var regret = (await SayAsync(room, name, Because(cohort, "母亲住院") with { Because = RegretBecause.Illness })).Value!;
        await AnswerAsync(room, Secretary(room), regret.Id, accept: false, "望早日康复");

        await using var db = room.School.NewDb();
        var entries = await db.Evidence.Where(e => e.Kind.StartsWith("regret.")).OrderBy(e => e.Kind).ToListAsync(Ct);
        Assert.Equal(["regret.declined", "regret.recorded"], entries.Select(e => e.Kind));
        Assert.All(entries.Select(e => Encoding.UTF8.GetString(e.Body)), body => Assert.DoesNotMatch("母亲|康复|Illness", body));
    }

    [Fact]
    public async Task The_share_of_the_branch_holds_for_the_class_found_instead()
    {
        await using var room = await OpenAsync(share: 50);
        var regretting = (await room.CohortsAsync()).First(c => c.Enrolments.Any(e => e.MemberId == room["甲"]));
        foreach (var other in (await room.CohortsAsync()).Where(c => c.Id != regretting.Id))
        {
            // Two of the branch's four in each of the others: no more may be away on those days.
            Assert.InRange(other.Enrolments.Count(e => new[] { "甲", "乙", "丙", "书记" }.Any(n => room[n] == e.MemberId)), 0, 2);
        }

        var regret = (await SayAsync(room, "甲", Because(regretting.Id))).Value!;
        var found = (await AnswerAsync(room, Secretary(room), regret.Id, accept: true)).Value!.Other;

        var after = await room.CohortsAsync();
        Assert.NotNull(found);
        Assert.All(after, c => Assert.InRange(c.Enrolments.Count(e => new[] { "甲", "乙", "丙", "书记" }.Any(n => room[n] == e.MemberId)), 0, 2));
    }

    private static Viewer Secretary(Classroom room)
    {
        var branch = room.Roster.Units["d/t1/b1"];
        return new(room["书记"], false, [new ViewerPost(PostKind.BranchSecretary, branch.UnitId, branch.Path)], branch.Path);
    }

    private static RegretInput Because(Guid cohort, string words = "") => new(cohort, RegretBecause.Work, words, null, null);

    private static async Task<Classroom> OpenAsync(DatabaseProvider provider = DatabaseProvider.Sqlite, int share = 100)
    {
        var room = await Classroom.OpenAsync(provider);
        foreach (var name in Names)
        {
            await room.MemberAsync(name, name is "戊" or "己" ? "d/t1/b2" : "d/t1/b1");
        }

        await room.Roster.AppointAsync(room["书记"], PostKind.BranchSecretary, "d/t1/b1");
        var request = Classroom.Seating(room.Request((10, 11), (15, 16), (20, 21)), 7) with { BranchShare = share };
        Assert.Null((await room.CreateAsync(request)).Refusal);
        return room;
    }

    /// <summary>A plain member of b1 and the class in which they have a place.</summary>
    private static async Task<(string Name, Guid Cohort)> SomebodyAsync(Classroom room) =>
        ("甲", (await room.CohortsAsync()).Single(c => c.Enrolments.Any(e => e.MemberId == room["甲"])).Id);

    /// <summary>As if the plan had put the member into that class.</summary>
    private static async Task MoveToAsync(Classroom room, string name, int number)
    {
        var member = room[name];
        await using var db = room.School.NewDb();
        var target = await db.Cohorts.Where(c => c.Number == number).Select(c => c.Id).SingleAsync(Ct);
        await db.Enrolments.Where(e => e.MemberId == member).ExecuteUpdateAsync(e => e.SetProperty(x => x.CohortId, target), Ct);
    }

    private static async Task<Outcome<Regret>> SayAsync(Classroom room, string name, RegretInput input)
    {
        await using var db = room.School.NewDb(room.Plain(name));
        return await new SayCannotCome(db, room.School.Calendar).RunAsync(input, Ct);
    }

    private static async Task<Outcome<RegretEnd>> WithdrawAsync(Classroom room, string name, Guid cohort)
    {
        await using var db = room.School.NewDb(room.Plain(name));
        return await new WithdrawRegret(db, room.School.Calendar).RunAsync(cohort, Ct);
    }

    private static async Task<Outcome<RegretAnswered>> AnswerAsync(Classroom room, Viewer viewer, Guid regret, bool accept, string words = "不行")
    {
        await using var db = room.School.NewDb(viewer);
        return await new AnswerRegret(db, room.School.Calendar).RunAsync(new RegretAnswerInput(regret, accept, words), Ct);
    }

    private static async Task<IReadOnlyList<RegretRow>> ToAnswerAsync(Classroom room, Viewer viewer)
    {
        await using var db = room.School.NewDb(viewer);
        return await new RegretsToAnswer(db, room.School.Calendar).RunAsync(Ct);
    }

    /// <summary>"2 乙": a place in the second class.</summary>
    private static async Task<List<string>> SeatsAsync(Classroom room)
    {
        await using var db = room.School.NewDb();
        var rows = await db.StandingPlaces()
            .Select(e => new { Number = db.Cohorts.Where(c => c.Id == e.CohortId).Select(c => c.Number).First(), Name = db.Members.Where(m => m.MemberId == e.MemberId).Select(m => m.Name).First() })
            .ToListAsync(Ct);
        return [.. rows.Select(r => $"{r.Number} {r.Name}").Order(StringComparer.Ordinal)];
    }
}

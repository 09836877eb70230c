using Learning.Courses.Storage;
using Learning.Courses.Training;
using Microsoft.EntityFrameworkCore;

namespace Learning.Courses.Tests.Training;

/// <summary>Town t1 plans two classes that share a day in two halls, and one later, with trainers to lead them.</summary>
public sealed class TrainerTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, MemberData(nameof(School.Providers), MemberType = typeof(School))]
    public async Task Every_class_gets_one_who_stands_nowhere_else_and_the_load_is_even(DatabaseProvider provider)
    {
        await using var room = await OpenAsync(provider);
        var (one, two) = (await TrainerAsync(room, "周老师"), await TrainerAsync(room, "沈老师"));
        var request = await ThreeClassesAsync(room) with { Trainers = [one, two] };

        Assert.NotNull((await room.CreateAsync(request)).Value);

        var leads = await LeadsAsync(room);
        Assert.Equal(3, leads.Count);
        Assert.NotEqual(leads[0].TrainerId, leads[1].TrainerId); // the same days
        Assert.Equal([1, 2], leads.GroupBy(l => l.TrainerId).Select(l => l.Count()).Order());
    }

    [Theory, MemberData(nameof(School.Providers), MemberType = typeof(School))]
    public async Task Whoever_leads_another_class_cannot_lead_this_one(DatabaseProvider provider)
    {
        await using var room = await OpenAsync(provider);
        var (one, two) = (await TrainerAsync(room, "周老师"), await TrainerAsync(room, "沈老师"));
        Assert.NotNull((await room.CreateAsync(await ThreeClassesAsync(room) with { Trainers = [one, two] })).Value);
        var cohorts = await room.CohortsAsync();
        var leads = await LeadsAsync(room);

        var refusal = (await LeadAsync(room, cohorts[0].Id, leads[1].TrainerId)).Refusal!;
        Assert.Equal("Trainer.Busy", refusal.Code);
        var three = await TrainerAsync(room, "许老师");
        var named = (await LeadAsync(room, cohorts[0].Id, three)).Value!;
        Assert.Equal(2, named.Take);
        Assert.Equal(named.Id, (await LeadAsync(room, cohorts[0].Id, three)).Value!.Id); // the second click

        // Now the first is free on those days for another rotation, the other two are not.
        var hall = await room.VenueAsync("又一处", 50);
        var more = room.Request((10, 11)) with { Trainers = [leads[1].TrainerId, three], Classes = [new CandidateClass(hall, new ClassDays(Classroom.March(10), Classroom.March(11)), 10)] };
        Assert.Equal("Rotation.NoTrainerFree", (await room.PlanAsync(more)).Refusal!.Code);
        Assert.Equal(leads[0].TrainerId, Assert.Single((await room.PlanAsync(more with { Trainers = [leads[0].TrainerId, three] })).Value!.Classes).TrainerId);
        await using var db = room.School.NewDb(room.Organiser);
        var pattern = new ClassPattern([hall], Classroom.March(9), Classroom.March(12), null, 1, Enum.GetValues<DayOfWeek>().ToHashSet(), new HashSet<DateOnly>()) { Trainers = [three] };
        Assert.Equal([9, 12], (await new OfferClasses(db, room.School.Calendar).RunAsync(pattern, Ct)).Value!.Select(c => c.Days.OpensOn.Day));
    }

    [Fact]
    public async Task A_trainer_is_recorded_once_and_leads_no_new_class_after_the_end()
    {
        await using var room = await OpenAsync();
        var id = RowId.At(room.School.Calendar.UtcNow());
        await using var db = room.School.NewDb(room.Organiser);
        var record = new RecordTrainer(db, room.School.Calendar);
        Assert.Equal("周老师", (await record.RunAsync(new NewTrainer(id, " 周老师 ", "d/t1"), Ct)).Value!.Name);
        Assert.Equal(id, (await record.RunAsync(new NewTrainer(id, "别人", "d/t1"), Ct)).Value!.Id);
        Assert.Equal("Trainer.NameLength", (await record.RunAsync(new NewTrainer(Guid.Empty, " ", "d/t1"), Ct)).Refusal!.Code);
        Assert.Equal("Trainer.NotYourUnit", (await record.RunAsync(new NewTrainer(Guid.Empty, "别人", "d/t2"), Ct)).Refusal!.Code);
        Assert.Equal("周老师", Assert.Single(await new TrainerList(db, room.School.Calendar).RunAsync(Ct)).Name);

        Assert.Equal(id, (await record.EndAsync(id, Ct)).Value!.Id);
        Assert.Equal(id, (await record.EndAsync(id, Ct)).Value!.Id);

        Assert.Empty(await new TrainerList(db, room.School.Calendar).RunAsync(Ct));
        Assert.Equal("Trainer.Gone", (await room.PlanAsync(await ThreeClassesAsync(room) with { Trainers = [id] })).Refusal!.Code);
        await using var other = room.School.NewDb(await room.OrganiserOfAsync("d/t2"));
        Assert.Equal("Trainer.NotYourUnit", (await new RecordTrainer(other, room.School.Calendar).EndAsync(id, Ct)).Refusal!.Code);
        Assert.DoesNotContain(await db.Evidence.Where(e => e.Kind.StartsWith("trainer.")).Select(e => e.Body).ToListAsync(Ct), b => System.Text.Encoding.UTF8.GetString(b).Contains('周'));
    }

    private static async Task<Classroom> OpenAsync(DatabaseProvider provider = DatabaseProvider.Sqlite)
    {
        var room = await Classroom.OpenAsync(provider);
        room.At(Classroom.March(2), 9);
        foreach (var name in new[] { "甲", "乙", "丙", "丁", "戊", "己" })
        {
            await room.MemberAsync(name);
        }

        return room;
    }

    /// <summary>Six members, two seats in each class: all three are held.</summary>
    private static async Task<NewRotation> ThreeClassesAsync(Classroom room)
    {
        var request = Classroom.Seating(room.Request((10, 11), (20, 21)), 2);
        return request with { Classes = [.. request.Classes, new CandidateClass(await room.VenueAsync("礼堂", 50), new ClassDays(Classroom.March(10), Classroom.March(11)), 2)] };
    }

    private static async Task<Guid> TrainerAsync(Classroom room, string name)
    {
        await using var db = room.School.NewDb(room.Organiser);
        return (await new RecordTrainer(db, room.School.Calendar).RunAsync(new NewTrainer(RowId.At(room.School.Calendar.UtcNow()), name, "d/t1"), Ct)).Value!.Id;
    }

    private static async Task<Outcome<CohortTrainer>> LeadAsync(Classroom room, Guid cohort, Guid trainer)
    {
        await using var db = room.School.NewDb(room.Organiser);
        return await new LeadCohort(db, room.School.Calendar).RunAsync(cohort, trainer, Ct);
    }

    /// <summary>By number of the class.</summary>
    private static async Task<List<CohortTrainer>> LeadsAsync(Classroom room)
    {
        await using var db = room.School.NewDb();
        var order = (await room.CohortsAsync()).ConvertAll(c => c.Id);
        return [.. (await db.StandingTrainers().AsNoTracking().ToListAsync(Ct)).OrderBy(l => order.IndexOf(l.CohortId))];
    }
}

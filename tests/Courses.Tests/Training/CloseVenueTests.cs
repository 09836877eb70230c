using Learning.Courses.Organisation;
using Learning.Courses.Storage;
using Learning.Courses.Training;
using Microsoft.EntityFrameworkCore;

namespace Learning.Courses.Tests.Training;

public sealed class CloseVenueTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, MemberData(nameof(School.Providers), MemberType = typeof(School))]
    public async Task No_plan_uses_days_on_which_a_venue_is_closed_until_it_is_taken_back(DatabaseProvider provider)
    {
        await using var room = await Classroom.OpenAsync(provider);
        await room.MemberAsync("甲");
        var input = Closing(room, 10, 12);
        var closure = (await CloseAsync(room, input)).Value!;
        Assert.Equal(closure.Id, (await CloseAsync(room, input with { Title = "又一次" })).Value!.Id); // The same form twice.

        Assert.Equal(("Rotation.VenueClosed", Classroom.March(10)), Said((await room.PlanAsync(room.Request((12, 13)))).Refusal));
        Assert.Equal([9, 13], await OfferedAsync(room, 9, 13));
        Assert.NotNull((await room.PlanAsync(room.Request((13, 14)))).Value);

        var lifted = (await ReopenAsync(room, closure.Id)).Value!;
        Assert.Equal(lifted.Id, (await ReopenAsync(room, closure.Id)).Value!.Id);
        Assert.NotNull((await room.PlanAsync(room.Request((12, 13)))).Value);
        await using var db = room.School.NewDb();
        Assert.Equal(["venue.closed", "venue.reopened"], await db.Evidence.Where(e => e.SourceId == closure.Id || e.SourceId == lifted.Id).OrderBy(e => e.Kind).Select(e => e.Kind).ToListAsync(Ct));
    }

    [Theory, MemberData(nameof(School.Providers), MemberType = typeof(School))]
    public async Task A_closed_unit_closes_every_venue_in_it_and_no_other(DatabaseProvider provider)
    {
        await using var room = await Classroom.OpenAsync(provider);
        var elsewhere = await room.VenueAsync("外镇礼堂", 40, "d/t2");
        Assert.NotNull((await CloseAsync(room, Closing(room, 10, 10) with { VenueId = null, UnitPath = "d/t1" })).Value);

        Assert.Equal([9, 11], await OfferedAsync(room, 9, 11));
        Assert.Equal([9, 10, 11], await OfferedAsync(room, 9, 11, elsewhere));
        Assert.Equal("Closure.NotYours", (await CloseAsync(room, Closing(room, 10, 10) with { VenueId = elsewhere })).Refusal?.Code);
        Assert.Equal("Closure.NotYours", (await CloseAsync(room, Closing(room, 10, 10) with { VenueId = null, UnitPath = "d" })).Refusal?.Code);
    }

    [Fact]
    public async Task Classes_that_are_there_are_called_off_first()
    {
        await using var room = await Classroom.OpenAsync();
        await room.MemberAsync("甲");
        await room.CreateAsync(room.Request((10, 11), (16, 17)));

        var refusal = (await CloseAsync(room, Closing(room, 11, 16))).Refusal!;
        Assert.Equal(("Closure.ClassesThere", "2 党校"), (refusal.Code, $"{refusal.Args[0]} {refusal.Args[1]}"));
        Assert.NotNull((await CloseAsync(room, Closing(room, 12, 15))).Value);
    }

    [Theory]
    [InlineData(10, 9, "维修", "Rotation.EndsBeforeItBegins")]
    [InlineData(1, 1, "维修", "Closure.Past")]
    [InlineData(10, 10, " ", "Closure.TitleLength")]
    public async Task What_makes_no_sense_is_refused(int from, int to, string title, string code)
    {
        await using var room = await Classroom.OpenAsync();
        Assert.Equal(code, (await CloseAsync(room, Closing(room, from, to) with { Title = title })).Refusal?.Code);
    }

    [Fact]
    public async Task Patterns_keep_off_public_holidays_unless_they_are_wanted()
    {
        await using var room = await Classroom.OpenAsync();
        Assert.Equal([3, 7, 8], await OfferedAsync(room, 3, 8, month: 4)); // Qingming 2026: 4 to 6 April.
        Assert.Equal([3, 4, 5, 6, 7, 8], await OfferedAsync(room, 3, 8, month: 4, onHolidays: true));
    }

    [Fact]
    public async Task The_calendar_shows_what_is_held_and_what_is_closed_and_only_that_a_foreign_class_is_there()
    {
        await using var room = await Classroom.OpenAsync();
        await room.MemberAsync("甲");
        await room.CreateAsync(room.Request((10, 11)));
        await CloseAsync(room, Closing(room, 20, 21));

        var own = await CalendarAsync(room, room.Organiser);
        var venue = Assert.Single(own.Venues);
        Assert.True(venue.Own);
        Assert.Equal(("春季轮训", 1, 10), venue.Classes.Select(c => (c.Rotation, c.Placed, c.Seats)).Single());
        Assert.Equal((Classroom.March(20), true), venue.Closures.Select(c => (c.Closure.From, c.Own)).Single());
        Assert.Equal((0, 1, false), (own.Goal.Rated, own.Goal.Schools, own.Goal.IsReached));

        var foreign = Assert.Single((await CalendarAsync(room, await room.OrganiserOfAsync("d/t2"))).Venues);
        Assert.False(foreign.Own);
        Assert.Equal((Classroom.March(10), null, ""), foreign.Classes.Select(c => (c.Days.OpensOn, c.Cohort, c.Rotation)).Single());
        Assert.False(foreign.Closures.Single().Own);
    }

    private static NewClosure Closing(Classroom room, int from, int to) =>
        new(RowId.At(room.School.Calendar.UtcNow()), room.VenueId, "", Classroom.March(from), Classroom.March(to), "维修");

    private static async Task<Outcome<Closure>> CloseAsync(Classroom room, NewClosure input)
    {
        await using var db = room.School.NewDb(room.Organiser);
        return await new CloseVenue(db, room.School.Calendar).RunAsync(input, Ct);
    }

    private static async Task<Outcome<ClosureLifted>> ReopenAsync(Classroom room, Guid closure)
    {
        await using var db = room.School.NewDb(room.Organiser);
        return await new ReopenVenue(db, room.School.Calendar).RunAsync(closure, Ct);
    }

    private static async Task<VenueCalendarPage> CalendarAsync(Classroom room, Viewer viewer)
    {
        await using var db = room.School.NewDb(viewer);
        return await new VenueCalendar(db).RunAsync(Classroom.March(15), Ct);
    }

    /// <summary>The days of the month on which a class of one day is offered.</summary>
    private static async Task<IEnumerable<int>> OfferedAsync(Classroom room, int from, int to, Guid? venue = null, int month = 3, bool onHolidays = false)
    {
        await using var db = room.School.NewDb(room.Organiser);
        var pattern = new ClassPattern(
            [venue ?? room.VenueId], new DateOnly(2026, month, from), new DateOnly(2026, month, to), null, 1, Enum.GetValues<DayOfWeek>().ToHashSet(), new HashSet<DateOnly>(), onHolidays);
        return (await new OfferClasses(db, room.School.Calendar).RunAsync(pattern, Ct)).Value!.Select(c => c.Days.OpensOn.Day);
    }

    private static (string? Code, object? Day) Said(Refusal? refusal) => (refusal?.Code, refusal?.Args[0]);
}

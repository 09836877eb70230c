using System.Globalization;
using Learning.Courses.Organisation;
using Learning.Courses.Training;
using Learning.Web.Jobs;
using Microsoft.Extensions.DependencyInjection;

namespace Learning.E2E;

/// <summary>An organiser plans a rotation, opens the class, takes attendance and sees it closed; a member checks in by the code on the wall.</summary>
public sealed class ClassJourney(RunningSite site) : IDisposable
{
    private static readonly Way[] Ways = [Way.Phone, Way.Desktop, Way.PhoneInEnglish, Way.DesktopInEnglish, Way.PhoneWithoutScript];

    /// <summary>Another member of the branch each time: five tries in ten minutes is all that one person has.</summary>
    private static readonly string[] Members = ["member", "secretary", "author", "reviewer", "admin"];

    public static TheoryData<Way> All => [.. Ways];

    public void Dispose() => site.Clock.Reset();

    [Theory, MemberData(nameof(All))]
    public async Task A_class_is_planned_opened_attended_and_closed(Way way)
    {
        var turn = Array.IndexOf(Ways, way);
        var day = DayOf(turn);
        await using var town = await Visitor.SignInAsync(site, way, "town");
        await using var member = await Visitor.SignInAsync(site, way, Members[turn]);
        await PlanAsync(town, day);
        await town.GoToAsync("Training.ClassNumber", 1);
        var cohort = new Uri(town.Page.Url).AbsolutePath;
        await member.OpenAsync("/classes");
        await member.SeeAsync(TitleOf(day), TitleOf(day));
        await member.OpenAsync(cohort.Replace("/training/cohorts/", "/classes/", StringComparison.Ordinal));
        await member.ReadAsync("Classes.Calendar");
        await town.OpenAsync("/training");
        await town.FollowAsync(TitleOf(day), TitleOf(day));
        await town.GoToAsync("Replan.Open");
        await town.ReadAsync("Replan.Nothing");

        await MoveToAsync(day, 9);
        await town.OpenAsync(cohort);
        await town.ReadAsync("CohortState.Open");
        await CheckInAsync(town, member, cohort);
        await TickAsync(town, cohort);

        await MoveToAsync(day.AddDays(1), 9);
        await member.OpenAsync(cohort.Replace("/training/cohorts/", "/classes/", StringComparison.Ordinal));
        await member.ReadAsync("Training.Outcome.Missed"); // one session of two
        await town.OpenAsync("/training");
        await town.FollowAsync(TitleOf(day), TitleOf(day));
        await town.ReadAsync("CohortState.Closed");
        town.HasNoComplaints();
        member.HasNoComplaints();
    }

    private static async Task PlanAsync(Visitor town, DateOnly day)
    {
        await town.OpenAsync("/training");
        await town.GoToAsync("Training.New");
        await town.GoToAsync("Venue.New");
        await town.Page.GoBackAsync();
        await town.FillAsync("Training.Field.Title", TitleOf(day));
        await town.Page.GetByLabel(town.Text("Training.Field.Unit")).SelectOptionAsync(DemoPeople.HomeBranch);
        await town.FillAsync("Training.Field.To", Iso(day.AddDays(2)));
        await town.Page.GetByLabel(town.Text("Training.VenueChoice", "庵埠镇党校", 60)).CheckAsync();
        await town.FillAsync("Training.Field.Capacity", "40");
        await town.FillAsync("Training.Field.BranchShare", "100");
        await town.Page.GetByText(town.Text("Training.Field.Classes"), new() { Exact = true }).ClickAsync();
        await town.Page.GetByLabel(town.Text("Training.Field.OpensOn", 1)).FillAsync(Iso(day));
        await town.PressAsync("Training.ToPreview");
        await town.GoToAsync("Training.Change");
        await town.PressAsync("Training.ToPreview");
        await town.ReadAsync("Training.Required");
        await town.PressAsync("Training.Apply");
        await town.ReadAsync("Training.Created", TitleOf(day));
    }

    private static async Task CheckInAsync(Visitor town, Visitor member, string cohort)
    {
        await town.OpenAsync(cohort + "/sessions/1/code");
        var code = await town.Page.Locator("output").InnerTextAsync();
        await member.OpenAsync(cohort.Replace("/training/cohorts/", "/classes/", StringComparison.Ordinal));
        await member.FillAsync("Classes.Code", "000");
        await member.PressAsync("Classes.CheckIn");
        await member.ReadAsync("Attendance.WrongCode");
        await member.FillAsync("Classes.Code", code);
        await member.PressAsync("Classes.CheckIn");
        await member.ReadAsync("Classes.Present");
    }

    private static async Task TickAsync(Visitor town, string cohort)
    {
        await town.OpenAsync(cohort + "?session=1");
        await town.Page.Locator("input[name=members]").First.CheckAsync();
        await town.PressAsync("Attendance.Save");
        await town.ReadAsync("Attendance.Taken", 1, 0);
        await town.GoToAsync("Training.Sheet");
    }

    /// <summary>A day of its own for each way: one hall holds one class at a time. Near enough for whoever has signed in to stay so.</summary>
    private DateOnly DayOf(int turn) => site.Calendar.Today().AddDays(4 + (2 * turn));

    private static string TitleOf(DateOnly day) => $"专题轮训 {Iso(day)}";

    private static string Iso(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary>Moves the clock, and does what the schedule would do within the hour.</summary>
    private async Task MoveToAsync(DateOnly day, int hour)
    {
        site.Clock.MoveBy(site.Calendar.ToUtc(day, new TimeOnly(hour, 0)) - site.Calendar.UtcNow());
        await using var scope = site.NewScope();
        await scope.ServiceProvider.GetRequiredService<RotateCohorts>().RunAsync(RotateCohortsJob.LeaveOn, TestContext.Current.CancellationToken);
    }
}

using Learning.Courses;
using Learning.Courses.Organisation;
using Learning.Courses.Storage;
using Learning.Courses.Training;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Learning.E2E;

/// <summary>A member cannot come and gets another class; then the class itself is called off, and everybody sees it.</summary>
public sealed class RegretJourney(RunningSite site)
{
    private static readonly Way[] Ways = [Way.Phone, Way.Desktop, Way.PhoneInEnglish, Way.DesktopInEnglish, Way.PhoneWithoutScript];

    private static readonly string Town = DemoPeople.HomeBranch[..DemoPeople.HomeBranch.LastIndexOf('/')];

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public static TheoryData<Way> All => [.. Ways];

    [Theory, MemberData(nameof(All))]
    public async Task A_member_who_cannot_come_is_placed_anew_and_so_are_those_whose_class_is_not_held(Way way)
    {
        var (first, second, hall) = await PlanAsync(Array.IndexOf(Ways, way));
        await using var member = await Visitor.SignInAsync(site, way, "member");
        await member.OpenAsync($"/classes/{first.Id}");
        await member.Page.GetByText(member.Text("Regret.Say"), new() { Exact = true }).ClickAsync();
        await member.PressAsync("Regret.Send");
        await member.Page.GetByLabel(member.Text("Regret.Because")).SelectOptionAsync(nameof(RegretBecause.Family));
        await member.PressAsync("Regret.Send");
        await member.ReadAsync("Regret.Waiting");

        await using var secretary = await Visitor.SignInAsync(site, way, "secretary");
        await secretary.OpenAsync("/training");
        await secretary.OpenAsync("/training/regrets");
        await secretary.PressAsync("Regret.Accept");
        await secretary.ReadAsync("Regret.AcceptedMoved", second.Number, second.OpensOn);
        await member.OpenAsync($"/classes/{first.Id}");
        await member.ReadAsync("Regret.WasAccepted");
        await member.OpenAsync($"/classes/{second.Id}");
        await member.ReadAsync("Classes.Calendar");

        await using var town = await Visitor.SignInAsync(site, way, "town");
        await town.OpenAsync($"/training/call-off?venue={hall}&from={first.OpensOn:yyyy-MM-dd}");
        await town.ReadAsync("CallOff.DoesNotSuffice", await PlacedAsync(first, second));
        await town.OpenAsync($"/training/cohorts/{first.Id}/call-off");
        await town.ReadAsync("CallOff.Suffices");
        await town.Page.GetByLabel(town.Text("CallOff.Reason")).SelectOptionAsync(nameof(CalledOffBecause.Weather));
        await town.PressAsync("CallOff.Apply", 1);
        await town.ReadAsync("CohortState.CalledOff");
        await secretary.OpenAsync($"/classes/{first.Id}");
        await secretary.ReadAsync("CallOff.ForMember");
        member.HasNoComplaints();
        secretary.HasNoComplaints();
        town.HasNoComplaints();
    }

    /// <summary>Two classes of the branch, the second kept free, in a hall and on days that no other way has.</summary>
    private async Task<(Cohort First, Cohort Second, Guid Hall)> PlanAsync(int turn)
    {
        await using var scope = site.NewScope();
        var hall = RowId.At(site.Calendar.UtcNow());
        Assert.NotNull((await scope.ServiceProvider.GetRequiredService<RecordVenue>().RunAsync(new NewVenue(hall, $"小礼堂{turn + 1}", VenueKind.ServiceCentre, Town, 60, null), Ct)).Value);
        var day = site.Calendar.Today().AddDays(15 + (2 * turn));
        CandidateClass On(DateOnly date) => new(hall, new ClassDays(date, date), 40);
        var id = RowId.At(site.Calendar.UtcNow());
        var outcome = await scope.ServiceProvider.GetRequiredService<CreateRotation>().RunAsync(
            new NewRotation(id, $"补训 {day:yyyy-MM-dd}", DemoPeople.HomeBranch, day, day.AddDays(1), [On(day), On(day.AddDays(1))]) { BranchShare = 100, KeepSpare = true }, Ct);
        Assert.Null(outcome.Refusal);
        var cohorts = await scope.ServiceProvider.GetRequiredService<CoursesDb>().Cohorts.AsNoTracking().Where(c => c.RotationId == id).OrderByDescending(c => c.Enrolments.Count).ToListAsync(Ct);
        return (cohorts[0], cohorts[1], hall);
    }

    /// <summary>How many would be left without a class if neither were held.</summary>
    private async Task<int> PlacedAsync(params Cohort[] cohorts)
    {
        var ids = cohorts.Select(c => c.Id).ToList();
        await using var scope = site.NewScope();
        return await scope.ServiceProvider.GetRequiredService<CoursesDb>().StandingPlaces().CountAsync(e => ids.Contains(e.CohortId), Ct);
    }
}

using System.Text;
using Learning.Courses.Ledger;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;

namespace Learning.E2E;

/// <summary>A member reads the own record, takes it home, checks it, and has something put right; the secretary answers.</summary>
public sealed class RecordJourney(RunningSite site)
{
    public static TheoryData<Way> Ways => [.. Way.All, Way.PhoneWithoutScript];

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, MemberData(nameof(Ways))]
    public async Task A_member_takes_the_record_home_and_has_it_corrected(Way way)
    {
        await SealAsync();
        await using var member = await Visitor.SignInAsync(site, way, "member");
        await member.OpenAsync("/record");
        await member.ReadAsync("Held.Title");
        var file = await DownloadAsync(member);
        Assert.StartsWith(SubjectFile.Header, Encoding.UTF8.GetString(file), StringComparison.Ordinal);

        await CheckAsync(way, file, "Verify.Is.Record");
        file[^400] ^= 1; // near the end, in the page or in its seal
        await CheckAsync(way, file, "Verify.DoesNotHold");

        var words = $"我的入党日期不对 {way} {RowWords()}";
        await member.Page.Locator("#corrections ~ details summary").ClickAsync();
        await member.Page.GetByLabel(member.Text("Correction.About")).SelectOptionAsync(new SelectOptionValue { Label = member.Text("CorrectionAbout.Person") });
        await member.Page.GetByLabel(member.Text("Correction.Words")).FillAsync(words);
        await member.PressAsync("Correction.Send");
        await member.ReadAsync("Correction.Waiting");

        await using var secretary = await Visitor.SignInAsync(site, way, "secretary");
        await secretary.OpenAsync("/branch/corrections");
        var card = secretary.Page.Locator("section.card", new() { HasText = words });
        await card.GetByLabel(secretary.Text("Correction.YourWords")).FillAsync("已按档案改正");
        await card.GetByRole(AriaRole.Button, new() { Name = secretary.Text("Correction.Corrected"), Exact = true }).ClickAsync();
        await secretary.ReadAsync("Correction.Answered");
        secretary.HasNoComplaints();

        await member.OpenAsync("/record");
        await Assertions.Expect(member.Page.Locator("section.card", new() { HasText = words }).Last).ToContainTextAsync(member.Text("Correction.WasCorrected"));
        member.HasNoComplaints();
    }

    /// <summary>Tells the requests of two runs on one site apart.</summary>
    private string RowWords() => site.Calendar.UtcNow().Ticks.ToString(System.Globalization.CultureInfo.InvariantCulture);

    private async Task CheckAsync(Way way, byte[] file, string says)
    {
        await using var stranger = await Visitor.ComeAsync(site, way);
        await stranger.OpenAsync("/verify");
        var path = Path.Combine(Directory.CreateTempSubdirectory("lunxun-record-").FullName, "my.record.html");
        await File.WriteAllBytesAsync(path, file, Ct);
        await stranger.Page.GetByLabel(stranger.Say("文件", "File"), new() { Exact = true }).SetInputFilesAsync(path);
        if (!way.Script)
        {
            await stranger.ClickAsync("核验", "Check");
        }

        await stranger.ReadAsync(says);
        stranger.HasNoComplaints();
    }

    private static async Task<byte[]> DownloadAsync(Visitor member)
    {
        var download = await member.Page.RunAndWaitForDownloadAsync(() => member.Page.GetByRole(AriaRole.Link, new() { Name = member.Text("Record.Download") }).ClickAsync());
        await using var file = await download.CreateReadStreamAsync();
        using var bytes = new MemoryStream();
        await file.CopyToAsync(bytes, Ct);
        return bytes.ToArray();
    }

    private async Task SealAsync()
    {
        await using var scope = site.NewScope();
        await scope.ServiceProvider.GetRequiredService<SealLedger>().RunAsync(Ct);
    }
}

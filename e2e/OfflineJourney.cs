using System.IO.Compression;
using System.Text;
using Learning.Courses;
using Learning.Courses.Coverage;
using Learning.Courses.Ledger;
using Learning.Courses.Ledger.Witnesses;
using Learning.Web.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;

namespace Learning.E2E;

/// <summary>An inspector takes the verifier home as one file, pulls out the network, and counts a district's report again.</summary>
public sealed class OfflineJourney(RunningSite site)
{
    private readonly string folder = Directory.CreateTempSubdirectory("lunxun-offline-").FullName;

    public static TheoryData<Way> Ways => [Way.Phone, Way.DesktopInEnglish];

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, MemberData(nameof(Ways))]
    public async Task A_file_opened_from_disk_checks_reports_and_proofs_without_a_network(Way way)
    {
        var (bundle, proof) = (await BundleAsync(), await ProofAsync());
        await using var home = await AtHomeAsync(way, await TakeHomeAsync(way));
        var requests = new List<string>();
        home.Page.Request += (_, request) => requests.Add(request.Url);
        await home.LookAsync();

        await CheckAsync(home, bundle);
        await home.ReadAsync("Verify.Did.All");
        await home.ReadAsync("Verify.Not.WholeRoster");
        await CheckAsync(home, Changed(bundle, text => text.Replace("\"NotStarted\"", "\"Completed\"", StringComparison.Ordinal)));
        await home.ReadAsync("Verify.DoesNotHold");
        await CheckAsync(home, proof);
        await home.ReadAsync("Verify.Holds");
        await home.ReadAsync("EvidenceKind.member.registered");
        proof[^30] ^= 1; // within the signature
        await CheckAsync(home, proof);
        await home.ReadAsync("Verify.DoesNotHold");

        Assert.All(requests, url => Assert.StartsWith("file:", url, StringComparison.Ordinal));
        home.HasNoComplaints();
    }

    [Fact]
    public async Task The_other_language_is_in_the_same_file_and_another_key_is_not_believed()
    {
        await using var home = await AtHomeAsync(Way.DesktopInEnglish, await TakeHomeAsync(Way.Phone));
        await home.Page.GetByRole(AriaRole.Button, new() { Name = "English" }).ClickAsync();
        await home.SeeAsync("", home.Text("Offline.Lead"));
        await CheckAsync(home, await BundleAsync());
        await home.ReadAsync("Verify.Did.All");
        await home.Page.GetByLabel(home.Text("Verify.KeyTitle")).FillAsync("example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k");
        await home.Page.GetByLabel(home.Text("Verify.KeyTitle")).BlurAsync();
        await home.SeeAsync("", "which is not the log you trust");
    }

    /// <summary>Two programs that share nothing but the format: each fault is found by both, for the same reason and at the same place.</summary>
    [Fact]
    public async Task The_page_and_the_program_give_the_same_reasons()
    {
        var bundle = await BundleAsync();
        await using var home = await AtHomeAsync(Way.DesktopInEnglish, await TakeHomeAsync(Way.DesktopInEnglish));
        foreach (var file in Faults(bundle).Append(bundle))
        {
            using var stream = new MemoryStream(file);
            var outcome = VerifyFile.Run(stream, [site.Key]);
            var refusal = outcome.Refusal ?? outcome.Value!.FirstBad?.Refusal;
            var expected = refusal is null ? home.Text("Verify.Did.All") : home.Text(refusal.Code, refusal.Args);
            await CheckAsync(home, file);

            Assert.Contains(expected, await home.Page.Locator("main:visible [data-result] .alert").First.InnerTextAsync(), StringComparison.Ordinal);
        }
    }

    /// <summary>Of three witnesses the reader knows two; one of those has cosigned, and one the reader does not know.</summary>
    [Fact]
    public async Task Witnesses_are_counted_by_the_page_as_by_the_program()
    {
        var proof = Encoding.UTF8.GetString(await ProofAsync());
        var note = ProofFile.CheckpointOf(proof);
        var (one, oneLine) = Cosign("one", note);
        var (_, strangersLine) = Cosign("stranger", note);
        var (absent, falseLine) = Cosign("absent", note);
        await using var home = await AtHomeAsync(Way.DesktopInEnglish, await TakeHomeAsync(Way.DesktopInEnglish));
        var keys = home.Page.GetByLabel(home.Text("Verify.Witnesses"));
        await keys.FillAsync($"{one}\n{absent}");

        await CheckAsync(home, Encoding.UTF8.GetBytes(proof + oneLine + strangersLine));
        using var file = new MemoryStream(Encoding.UTF8.GetBytes(proof + oneLine + strangersLine));
        var expected = VerifyFile.Run(file, new Trust([site.Key], [one, absent])).Value!;
        Assert.Equal(3, expected.Witnessed().Count);
        var said = await home.Page.Locator("main:visible [data-witnessed] p").AllInnerTextsAsync();
        Assert.Equal(expected.Witnessed().Select(s => home.Text(s.Code, s.Args)), said.Select(s => s.Trim()));
        await home.ReadAsync("Verify.Not.OneLogForOthers");
        await home.LookAsync();

        // Whoever knows none of them is told so, and cautioned as before.
        await keys.FillAsync(absent.ToString());
        await keys.BlurAsync();
        await home.SeeAsync("", home.Text("Verify.Witness.None", 1));
        await home.ReadAsync("Verify.Not.OneLog");

        await CheckAsync(home, Encoding.UTF8.GetBytes(proof + falseLine[..^20] + (falseLine[^20] == 'A' ? 'B' : 'A') + falseLine[^19..]));
        await home.SeeAsync("", home.Text("Verify.BadSignature", absent.Name));
        home.HasNoComplaints();
    }

    [Fact]
    public async Task The_page_of_the_site_counts_a_report_again_too()
    {
        await using var inspector = await Visitor.ComeAsync(site, Way.DesktopInEnglish);
        await inspector.OpenAsync("/verify");
        var path = Path.Combine(folder, "online.report-proof");
        await File.WriteAllBytesAsync(path, await BundleAsync(), Ct);
        await inspector.Page.GetByLabel("File", new() { Exact = true }).SetInputFilesAsync(path);
        await inspector.ReadAsync("Verify.Did.All");
        inspector.HasNoComplaints();
    }

    /// <summary>Of each kind one: changes of the text, packed again as it should be, and of the file itself.</summary>
    private static IEnumerable<byte[]> Faults(byte[] bundle)
    {
        yield return bundle[..(bundle.Length / 2)];
        yield return [.. bundle[..4], 9, .. bundle[5..]];
        yield return [.. bundle, 0];
        var lines = Text(bundle).Split('\n');
        var entry = Array.FindIndex(lines, l => l.Contains("membership.recorded", StringComparison.Ordinal) && char.IsDigit(l[0]));
        var firstHash = Array.IndexOf(lines, "") + 1;
        foreach (var changed in new Func<string, string>[]
        {
            t => t.Replace("@v1", "@v2", StringComparison.Ordinal),
            t => t.Replace("\"units\":", "\"unit\":", StringComparison.Ordinal),
            t => t.Replace("\"OutOfContact\"", "\"Nowhere\"", StringComparison.Ordinal).Replace("\"NotStarted\"", "\"Nowhere\"", StringComparison.Ordinal),
            t => t.Replace("\"NotStarted\"", "\"Completed\"", StringComparison.Ordinal),
            t => t.Replace(lines[entry], lines[entry].Replace("from", "form", StringComparison.Ordinal), StringComparison.Ordinal),
            t => t.Replace(lines[entry] + "\n", "", StringComparison.Ordinal),
            t => t.Replace(lines[entry] + "\n", lines[entry] + "\n" + lines[entry] + "\n", StringComparison.Ordinal),
            t => t.Replace(lines[entry], "no entry", StringComparison.Ordinal),
            t => t.Replace(lines[firstHash], lines[firstHash + 1], StringComparison.Ordinal),
            t => t.Replace(lines[firstHash], "?", StringComparison.Ordinal),
            t => t[..(t.Length / 3)],
            t => t[..t.LastIndexOf("\n\n", StringComparison.Ordinal)],
            t => t.TrimEnd(),
            t => t + t[t.LastIndexOf('—')..],
        })
        {
            yield return Changed(bundle, changed);
        }
    }

    private static string Text(byte[] bundle)
    {
        using var text = new StreamReader(new GZipStream(new MemoryStream(bundle), CompressionMode.Decompress), Encoding.UTF8);
        return text.ReadToEnd();
    }

    private static byte[] Changed(byte[] bundle, Func<string, string> change)
    {
        using var file = new MemoryStream();
        using (var zip = new GZipStream(file, CompressionLevel.Fastest, leaveOpen: true))
        {
            zip.Write(Encoding.UTF8.GetBytes(change(Text(bundle))));
        }

        var packed = file.ToArray();
        (packed[8], packed[9]) = (0, 0xff);
        return packed;
    }

    private (WitnessKey Key, string Line) Cosign(string name, string note)
    {
        using var witness = WitnessFolder.Open(Path.Combine(folder, name), $"{name}.example/witness", [site.Key]).Value!;
        return (witness.Signer.Public, new Witness(witness, new SchoolCalendar(TimeProvider.System, TimeZoneInfo.Utc)).Add(new AddCheckpoint(0, [], note).ToString()).Text!);
    }

    private async Task<string> TakeHomeAsync(Way way)
    {
        await using var inspector = await Visitor.ComeAsync(site, way);
        await inspector.OpenAsync("/verify");
        var download = await inspector.Page.RunAndWaitForDownloadAsync(() => inspector.Page.GetByRole(AriaRole.Link, new() { Name = inspector.Text("Offline.Download") }).ClickAsync());
        var path = Path.Combine(folder, $"verify-{way.Language}.html");
        await download.SaveAsAsync(path);
        inspector.HasNoComplaints();
        return path;
    }

    private async Task<Visitor> AtHomeAsync(Way way, string page)
    {
        var home = await Visitor.ComeAsync(site, way);
        await home.Page.Context.SetOfflineAsync(true);
        await home.Page.GotoAsync(new Uri(page).AbsoluteUri);
        return home;
    }

    private async Task CheckAsync(Visitor home, byte[] file)
    {
        var path = Path.Combine(Directory.CreateTempSubdirectory("lunxun-file-").FullName, "file"); // A browser takes the same path for the same file.
        await File.WriteAllBytesAsync(path, file, Ct);
        await home.Page.EvaluateAsync("() => document.querySelectorAll('[data-result]').forEach(e => e.replaceChildren())");
        await home.Page.Locator("main:visible input[type=file]").SetInputFilesAsync(path);
        await home.Page.Locator("main:visible [data-result] .alert:not(.alert-info)").First.WaitForAsync();
    }

    /// <summary>Of the whole district, with everything the demo year has brought.</summary>
    private async Task<byte[]> BundleAsync()
    {
        await using var scope = site.NewScope();
        var day = scope.ServiceProvider.GetRequiredService<SchoolCalendar>().Today();
        var report = await scope.ServiceProvider.GetRequiredService<SubmitReport>().RunAsync("rotating-2026", "chaoan", day, Ct);
        await scope.ServiceProvider.GetRequiredService<SealLedger>().RunAsync(Ct);
        using var file = new MemoryStream();
        Assert.Null((await scope.ServiceProvider.GetRequiredService<ProveReport>().RunAsync(report.Value!.Id, file, Ct)).Refusal);
        return file.ToArray();
    }

    private async Task<byte[]> ProofAsync()
    {
        await using var scope = site.NewScope();
        var member = await scope.ServiceProvider.GetRequiredService<IdentityDb>().Users.Where(u => u.UserName == "member").Select(u => u.MemberId).SingleAsync(Ct);
        return Encoding.UTF8.GetBytes((await scope.ServiceProvider.GetRequiredService<ProveEvidence>().RunAsync(member, Ct)).Value!.Proof.ToString());
    }
}

using System.Net;
using System.Net.Sockets;
using Learning.Courses;
using Learning.Courses.Coverage;
using Learning.Courses.Ledger;
using Learning.Courses.Ledger.Witnesses;
using Learning.Web.Resources;
using Learning.Web.Verbs;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Localization;
using Quartz;

namespace Learning.Web.Tests.Ledger;

/// <summary>The real site with two witnesses in its settings: one answers at a real address, the other is switched off.</summary>
public sealed class WitnessedSiteTests : IAsyncLifetime
{
    private readonly TestSite site = new();
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("lunxun-witnessed-");
    private readonly List<WitnessFolder> opened = [];
    private WebApplication server = null!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private WitnessKey Here => opened[0].Signer.Public;

    private WitnessKey Away => opened[1].Signer.Public;

    private WitnessKey Stranger => opened[2].Signer.Public;

    public async ValueTask InitializeAsync()
    {
        using (var key = new LedgerKeyFile(new LedgerSettings(site.DataPath)).FindOrCreate())
        {
            opened.AddRange(new[] { "here", "away", "stranger" }.Select(n => WitnessFolder.Open(Path.Combine(folder.FullName, n), $"{n}.example/witness", [key.Public]).Value!));
        }

        var text = new ServiceCollection().AddLogging().AddLocalization().BuildServiceProvider().GetRequiredService<IStringLocalizer<Text>>();
        server = WitnessServer.Build(new Witness(opened[0], new SchoolCalendar(site.Clock, TimeZoneInfo.Utc)), text, opened[0].KeepRefused, _ => { }, "http://127.0.0.1:0");
        await server.StartAsync(Ct);
        site.Settings["Ledger:Witnesses:0:Key"] = Here.ToString();
        site.Settings["Ledger:Witnesses:0:Address"] = server.Urls.Single();
        site.Settings["Ledger:Witnesses:1:Key"] = Away.ToString();
        site.Settings["Ledger:Witnesses:1:Address"] = $"http://127.0.0.1:{FreePort()}";
        await site.InitializeAsync();
        await (await site.Services.GetRequiredService<ISchedulerFactory>().GetScheduler(Ct)).Standby(Ct);
        await RunAsync<SealLedger>(s => s.RunAsync(Ct));
    }

    public async ValueTask DisposeAsync()
    {
        await server.DisposeAsync();
        await site.DisposeAsync();
        opened.ForEach(o => o.Dispose());
        folder.Delete(recursive: true);
    }

    [Fact]
    public async Task A_checkpoint_is_cosigned_by_who_is_there_and_everybody_can_see_by_whom()
    {
        using var outsider = site.As(null, "en");
        Assert.Single(SignedNote.Parse(await outsider.GetStringAsync("/log/checkpoint", Ct)).Value!.Signatures);

        Assert.Equal([WitnessState.Agrees, WitnessState.Silent], await AskAsync());
        Assert.Empty(await AskAsync());

        var note = SignedNote.Parse(await outsider.GetStringAsync("/log/checkpoint", Ct)).Value!;
        Assert.Equal(["lunxun.local/log", "here.example/witness"], note.Signatures.Select(s => s.Name));
        Assert.NotNull(Here.Verify(note.Text, note.Signatures[1].Bytes));

        using var admin = site.As("admin", "en");
        var page = WebUtility.HtmlDecode(await admin.GetStringAsync("/admin/ledger", Ct));
        Assert.Contains("1 of 2 witnesses are cosigning.", page, StringComparison.Ordinal);
        Assert.Contains("Does not answer", page, StringComparison.Ordinal);
        Assert.Contains(Here.ToString(), page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_proof_says_which_of_the_witnesses_that_the_reader_knows_have_cosigned()
    {
        await AskAsync();
        using var member = site.As("member", "en");
        var id = await site.MemberOfAsync("member");
        var page = WebUtility.HtmlDecode(await member.GetStringAsync($"/evidence/{id}", Ct));
        Assert.Contains("1 of 2 witnesses known to you have cosigned: here.example/witness (", page, StringComparison.Ordinal);
        var proof = await member.GetStringAsync($"/evidence/{id}/proof", Ct);

        using var reader = site.As(null, "en");
        async Task<string> CheckAsync(params WitnessKey[] known) => WebUtility.HtmlDecode(await (await TestSite.PostAsync(
            reader, "/verify", "/verify", ("Form.Text", proof), ("Form.Witnesses", string.Join("\r\n", known.Select(k => k.ToString()))))).Content.ReadAsStringAsync(Ct));
        Assert.Contains("1 of 3 witnesses known to you have cosigned", await CheckAsync(Here, Away, Stranger), StringComparison.Ordinal);
        Assert.Contains("1 of 2 witnesses known to you have cosigned", await CheckAsync(), StringComparison.Ordinal);
        var unknown = await CheckAsync(Stranger);
        Assert.Contains("None of the 1 witnesses known to you has cosigned.", unknown, StringComparison.Ordinal);
        Assert.Contains("that proves nothing: here.example/witness", unknown, StringComparison.Ordinal);
        Assert.Contains("This holds.", unknown, StringComparison.Ordinal);

        var file = Path.Combine(folder.FullName, "kept.tlog-proof");
        await File.WriteAllTextAsync(file, proof, Ct);
        Assert.Equal(CommandLine.Success, await VerifyAsync(file, "--witness", Here.ToString(), "--witness", Stranger.ToString()));
        Assert.Equal(CommandLine.CouldNotRun, await VerifyAsync(file, "--witness", "nonsense"));
        await File.WriteAllTextAsync(file, proof[..^20] + (proof[^20] == 'A' ? 'B' : 'A') + proof[^19..], Ct);
        Assert.Equal(CommandLine.AnswerIsNo, await VerifyAsync(file, "--witness", Here.ToString()));
    }

    [Fact]
    public async Task A_frozen_report_and_its_proof_say_who_has_cosigned()
    {
        Report report = null!;
        await RunAsync<SubmitReport>(async s => report = (await s.RunAsync("rotating-2026", "chaoan", new DateOnly(2026, 3, 1), Ct)).Value!);
        using var district = site.As("district", "en");
        Assert.Contains("None of the 2 witnesses named by this site", WebUtility.HtmlDecode(await district.GetStringAsync($"/reports/{report.Id}", Ct)), StringComparison.Ordinal);

        await RunAsync<SealLedger>(s => s.RunAsync(Ct));
        await AskAsync();
        var page = WebUtility.HtmlDecode(await district.GetStringAsync($"/reports/{report.Id}", Ct));
        Assert.Contains("1 of 2 witnesses named by this site had cosigned", page, StringComparison.Ordinal);
        Assert.Contains("here.example/witness, 2026-03-02 09:00", page, StringComparison.Ordinal);

        await using var file = new MemoryStream(await district.GetByteArrayAsync($"/reports/{report.Id}/proof", Ct));
        using var log = new LedgerKeyFile(new LedgerSettings(site.DataPath)).Find()!;
        var verification = VerifyFile.Run(file, new Trust([log.Public], [Here, Away])).Value!;
        Assert.True(verification.Holds);
        Assert.Equal(["Verify.Witness.Agree", "Verify.Witness.Absent"], verification.Witnessed().Select(s => s.Code));
    }

    [Fact]
    public async Task A_witness_that_has_seen_another_ledger_is_shown_to_the_administrator()
    {
        // The witness was shown a longer log of the same key: ours is then an old copy, or a second one.
        using (var key = new LedgerKeyFile(new LedgerSettings(site.DataPath)).Find()!)
        using (var liar = new HttpClient())
        {
            var longer = new AddCheckpoint(0, [], key.Sign(new Checkpoint("lunxun.local/log", 1_000_000, MerkleTree.HashLeaf([1]))));
            Assert.Equal(HttpStatusCode.OK, (await liar.PostAsync(server.Urls.Single() + "/add-checkpoint", new StringContent(longer.ToString()), Ct)).StatusCode);
        }

        Assert.Contains(WitnessState.Contradicts, await AskAsync());
        using var admin = site.As("admin", "en");
        Assert.Contains("says that this ledger does not continue what it has seen", WebUtility.HtmlDecode(await admin.GetStringAsync("/admin/ledger", Ct)), StringComparison.Ordinal);

        // And nobody else notices.
        Assert.Equal(HttpStatusCode.OK, (await site.As("member").GetAsync("/", Ct)).StatusCode);
        Assert.Single(SignedNote.Parse(await site.As(null).GetStringAsync("/log/checkpoint", Ct)).Value!.Signatures);
    }

    private async Task<IEnumerable<WitnessState>> AskAsync()
    {
        IReadOnlyList<WitnessCondition> changed = [];
        await RunAsync<AskWitnesses>(async a => changed = await a.RunAsync(Ct));
        return changed.Select(c => c.State);
    }

    private async Task RunAsync<T>(Func<T, Task> run)
        where T : notnull
    {
        await using var scope = site.NewScope();
        await run(scope.ServiceProvider.GetRequiredService<T>());
    }

    private Task<int> VerifyAsync(params string[] args) => CommandLine.RunAsync(["verify", .. args, $"--Data:Path={site.DataPath}"]);

    /// <summary>Where nobody listens: taken for a moment, and given back.</summary>
    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}

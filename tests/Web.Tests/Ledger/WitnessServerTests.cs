using System.Net;
using System.Text;
using Learning.Courses;
using Learning.Courses.Ledger;
using Learning.Courses.Ledger.Witnesses;
using Learning.Web.Resources;
using Learning.Web.Verbs;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Localization;

namespace Learning.Web.Tests.Ledger;

/// <summary>A witness at a real address: every status of C2SP tlog-witness, as a log meets it on the wire.</summary>
public sealed class WitnessServerTests : IAsyncLifetime
{
    private const string Origin = "example.org/log";
    private static readonly byte[][] Leaves = [.. Enumerable.Range(0, 2).Select(i => MerkleTree.HashLeaf([(byte)i]))];
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("lunxun-witness-");
    private readonly List<string> said = [];
    private LedgerKey key = null!;
    private WitnessFolder opened = null!;
    private WebApplication server = null!;
    private HttpClient log = null!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private string Folder => Path.Combine(folder.FullName, "witness");

    public async ValueTask InitializeAsync()
    {
        key = KeyOf(Origin);
        opened = WitnessFolder.Open(Folder, "example.org/witness", [key.Public]).Value!;
        var text = new ServiceCollection().AddLogging().AddLocalization().BuildServiceProvider().GetRequiredService<IStringLocalizer<Text>>();
        server = WitnessServer.Build(new Witness(opened, new SchoolCalendar(TimeProvider.System, TimeZoneInfo.Utc)), text, opened.KeepRefused, said.Add, "http://127.0.0.1:0");
        await server.StartAsync(Ct);
        log = new HttpClient { BaseAddress = new Uri(server.Urls.Single()) };
    }

    public async ValueTask DisposeAsync()
    {
        log.Dispose();
        await server.DisposeAsync();
        opened.Dispose();
        key.Dispose();
        folder.Delete(recursive: true);
    }

    [Fact]
    public async Task Every_status_of_the_protocol_is_answered()
    {
        Assert.Equal(HttpStatusCode.NotFound, (await log.GetAsync(Monitor, Ct)).StatusCode);
        Assert.Equal((HttpStatusCode.BadRequest, "text/plain"), await AskAsync("nonsense"));
        Assert.Equal((HttpStatusCode.BadRequest, "text/plain"), await AskAsync([0x6f, 0xff, 0xfe]));
        Assert.Equal((HttpStatusCode.RequestEntityTooLarge, null), await AskAsync(new byte[600 * 1024]));
        using (var other = KeyOf("example.org/other"))
        {
            Assert.Equal((HttpStatusCode.NotFound, "text/plain"), await AskAsync(new AddCheckpoint(0, [], other.Sign(At(1) with { Origin = "example.org/other" }))));
        }

        using (var stranger = KeyOf(Origin, "stranger"))
        {
            Assert.Equal((HttpStatusCode.Forbidden, "text/plain"), await AskAsync(new AddCheckpoint(0, [], stranger.Sign(At(1)))));
        }

        Assert.Equal((HttpStatusCode.OK, "text/plain"), await AskAsync(Grow(0, 1)));
        Assert.Equal((HttpStatusCode.BadRequest, "text/plain"), await AskAsync(new AddCheckpoint(2, [], key.Sign(At(1)))));
        Assert.Equal((HttpStatusCode.Conflict, "text/x.tlog.size"), await AskAsync(Grow(0, 2)));
        Assert.Equal((HttpStatusCode.UnprocessableEntity, "text/plain"), await AskAsync(new AddCheckpoint(1, [], key.Sign(At(2)))));
        Assert.Equal((HttpStatusCode.OK, "text/plain"), await AskAsync(Grow(1, 2)));
        Assert.Equal(HttpStatusCode.MethodNotAllowed, (await log.GetAsync("/add-checkpoint", Ct)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await log.GetAsync("/", Ct)).StatusCode);
    }

    [Fact]
    public async Task The_answers_are_what_the_specification_says_to_the_byte()
    {
        var cosigned = await PostAsync(Grow(0, 1));
        var line = await cosigned.Content.ReadAsStringAsync(Ct);
        Assert.Matches("^— example\\.org/witness [A-Za-z0-9+/]+=*\n$", line);
        var conflict = await PostAsync(Grow(0, 2));
        Assert.Equal("1\n", await conflict.Content.ReadAsStringAsync(Ct));
        Assert.Equal("text/x.tlog.size", conflict.Content.Headers.ContentType!.ToString());

        // What a monitor reads is what was answered, under the signature of the log.
        Assert.Equal(key.Sign(At(1)) + line, await log.GetStringAsync(Monitor, Ct));
    }

    [Fact]
    public async Task A_rewritten_past_is_refused_in_words_and_the_request_is_kept()
    {
        await AskAsync(Grow(0, 1));
        var other = key.Sign(new Checkpoint(Origin, 1, MerkleTree.HashLeaf([9])));
        var refused = await PostAsync(new AddCheckpoint(1, [], other));

        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.StatusCode);
        Assert.Matches("改写过|been rewritten", await refused.Content.ReadAsStringAsync(Ct));
        Assert.Matches("改写过|been rewritten", said[^1]);
        Assert.Equal(new AddCheckpoint(1, [], other).ToString(), await File.ReadAllTextAsync(Directory.GetFiles(Path.Combine(Folder, "refused")).Single(), Ct));
    }

    [Fact]
    public async Task Of_many_at_once_that_contradict_each_other_one_is_cosigned()
    {
        var rivals = Enumerable.Range(0, 16).Select(i => new AddCheckpoint(0, [], key.Sign(new Checkpoint(Origin, 1, MerkleTree.HashLeaf([(byte)i])))));
        var statuses = await Task.WhenAll(rivals.Select(async r => (await PostAsync(r)).StatusCode));

        Assert.Single(statuses, HttpStatusCode.OK);
        Assert.Equal(15, statuses.Count(s => s == HttpStatusCode.Conflict));
    }

    [Fact]
    public async Task The_verb_tells_a_witness_that_runs_from_one_that_cannot()
    {
        Assert.Equal(CommandLine.CouldNotRun, await CommandLine.RunAsync(["witness", "show", Folder])); // In use by the server above.
        Assert.Equal(CommandLine.CouldNotRun, await CommandLine.RunAsync(["witness", "serve", Path.Combine(folder.FullName, "new")]));
        Assert.Equal(CommandLine.CouldNotRun, await CommandLine.RunAsync(["witness", "serve", Path.Combine(folder.FullName, "new"), "--log", "nonsense"]));
        Assert.Equal(CommandLine.CouldNotRun, await CommandLine.RunAsync(["witness", "serve"]));
        Assert.Equal(CommandLine.Success, await CommandLine.RunAsync(["witness", "serve", "--help"]));

        var quiet = Path.Combine(folder.FullName, "quiet");
        WitnessFolder.Open(quiet, "example.org/quiet", [key.Public]).Value!.Dispose();
        Assert.Equal(CommandLine.AnswerIsNo, await CommandLine.RunAsync(["witness", "show", quiet]));
        using (var again = WitnessFolder.Open(quiet, null, []).Value!)
        {
            new Witness(again, new SchoolCalendar(TimeProvider.System, TimeZoneInfo.Utc)).Add(Grow(0, 1).ToString());
        }

        Assert.Equal(CommandLine.Success, await CommandLine.RunAsync(["witness", "show", quiet]));

        // A port that is taken is no witness that runs.
        Assert.Equal(CommandLine.CouldNotRun, await CommandLine.RunAsync(["witness", "serve", quiet, "--urls", server.Urls.Single()]));
    }

    private static string Monitor => $"/{WitnessServer.OriginHash(Origin)}/checkpoint";

    private static Checkpoint At(int size) => new(Origin, size, size == 1 ? Leaves[0] : MerkleTree.HashChildren(Leaves[0], Leaves[1]));

    private AddCheckpoint Grow(int from, int to) => new(from, from == 1 && to == 2 ? [Leaves[1]] : [], key.Sign(At(to)));

    private Task<HttpResponseMessage> PostAsync(AddCheckpoint request) => log.PostAsync("/add-checkpoint", new StringContent(request.ToString()), Ct);

    private Task<(HttpStatusCode, string?)> AskAsync(AddCheckpoint request) => AskAsync(request.ToString());

    private Task<(HttpStatusCode, string?)> AskAsync(string body) => AskAsync(Encoding.UTF8.GetBytes(body));

    private async Task<(HttpStatusCode, string?)> AskAsync(byte[] body)
    {
        using var answer = await log.PostAsync("/add-checkpoint", new ByteArrayContent(body), Ct);
        return (answer.StatusCode, answer.Content.Headers.ContentType?.MediaType);
    }

    private LedgerKey KeyOf(string origin, string? name = null) =>
        new LedgerKeyFile(new LedgerSettings(Path.Combine(folder.FullName, name ?? origin.Replace('/', '-')), origin)).FindOrCreate();
}

using System.IO.Compression;
using System.Net;
using Learning.Courses.Ledger;
using Microsoft.Extensions.DependencyInjection;

namespace Learning.Web.Tests.Ledger;

public sealed class LogTests(TestSite site)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Somebody_outside_can_follow_the_log_with_nothing_but_its_key()
    {
        await SealAsync();
        using var outsider = site.As(null);
        var key = VerifierKey.Parse(await KeyOnThePageAsync(outsider)).Value!;
        var checkpoint = Checkpoint.Open(await outsider.GetStringAsync("/log/checkpoint", Ct), [key]).Value!;
        var edge = new TileEdge(_ => { });
        for (var from = 0L; from < checkpoint.Size; from += LedgerTile.FullWidth)
        {
            var path = new TilePath(from / LedgerTile.FullWidth, (int)Math.Min(LedgerTile.FullWidth, checkpoint.Size - from));
            var entries = EntryBundle.Read(await outsider.GetByteArrayAsync($"/log/tile/entries/{path}", Ct));
            var hashes = entries.SelectMany(e => MerkleTree.HashLeaf(e)).ToArray();
            Assert.Equal(await outsider.GetByteArrayAsync($"/log/tile/0/{path}", Ct), hashes);
            edge.Append(hashes);
        }

        Assert.Equal(checkpoint.RootHash, edge.Root());
    }

    [Fact]
    public async Task Tiles_may_be_kept_for_ever_and_the_checkpoint_for_moments()
    {
        await SealAsync();
        using var outsider = site.As(null);
        var checkpoint = await outsider.GetAsync("/log/checkpoint", Ct);
        var tile = await outsider.GetAsync("/log/tile/0/000", Ct);

        Assert.Equal("text/plain; charset=utf-8", checkpoint.Content.Headers.ContentType?.ToString());
        Assert.True(checkpoint.Headers.CacheControl!.MaxAge <= TimeSpan.FromSeconds(5));
        Assert.Equal("application/octet-stream", tile.Content.Headers.ContentType?.ToString());
        Assert.Contains("immutable", tile.Headers.CacheControl!.ToString(), StringComparison.Ordinal);
        Assert.Equal(8192, (await tile.Content.ReadAsByteArrayAsync(Ct)).Length);
    }

    [Fact]
    public async Task Entries_are_compressed_for_whoever_understands_it()
    {
        await SealAsync();
        using var outsider = site.As(null);
        var plain = await outsider.GetByteArrayAsync("/log/tile/entries/000", Ct);
        outsider.DefaultRequestHeaders.AcceptEncoding.ParseAdd("gzip");
        var answer = await outsider.GetAsync("/log/tile/entries/000", Ct);

        Assert.Equal(["gzip"], answer.Content.Headers.ContentEncoding);
        await using var unpacked = new GZipStream(await answer.Content.ReadAsStreamAsync(Ct), CompressionMode.Decompress);
        using var bytes = new MemoryStream();
        await unpacked.CopyToAsync(bytes, Ct);
        Assert.Equal(plain, bytes.ToArray());
    }

    [Theory]
    [InlineData("/log/tile/0/999")]
    [InlineData("/log/tile/0/000.p/0")]
    [InlineData("/log/tile/0/000.p/256")]
    [InlineData("/log/tile/0/0")]
    [InlineData("/log/tile/0/x000/000")]
    [InlineData("/log/tile/0/")]
    [InlineData("/log/tile/0")]
    [InlineData("/log/tile/00/000")]
    [InlineData("/log/tile/+0/000")]
    [InlineData("/log/tile/-1/000")]
    [InlineData("/log/tile/64/000")]
    [InlineData("/log/tile/entries/")]
    [InlineData("/log/tile/entries/999")]
    [InlineData("/log/tile/entries/..%2f000")]
    [InlineData("/log/tile/0/999999999999999999999999")]
    [InlineData("/log/tile/99999999999999999999/000")]
    public async Task Another_address_is_not_found(string path)
    {
        using var outsider = site.As(null);
        Assert.Equal(HttpStatusCode.NotFound, (await outsider.GetAsync(path, Ct)).StatusCode);
    }

    private async Task SealAsync()
    {
        await using var scope = site.NewScope();
        await scope.ServiceProvider.GetRequiredService<SealLedger>().RunAsync(Ct);
    }

    private static async Task<string> KeyOnThePageAsync(HttpClient browser)
    {
        var html = await browser.GetStringAsync("/verify", Ct);
        var start = html.IndexOf("id=\"log-key\"", StringComparison.Ordinal);
        var text = html[(html.IndexOf('>', start) + 1)..html.IndexOf("</code>", start, StringComparison.Ordinal)];
        return WebUtility.HtmlDecode(text);
    }
}

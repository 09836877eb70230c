using System.IO.Compression;
using Learning.Courses.Ledger;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace Learning.Web.Features.Log;

/// <summary>
/// The ledger for anybody's program, as C2SP tlog-tiles says: a checkpoint, tiles of hashes, bundles of entries. Open to all,
/// because it names nobody and proves nothing while only we can read it.
/// </summary>
[AllowAnonymous]
[Route("log")]
public sealed class LogController(PublishedLog log) : Controller
{
    private const string Binary = "application/octet-stream";
    private const int HighestLevel = 63;

    /// <summary>With the lines of the witnesses that have cosigned by now; a reader who wants more of them asks again.</summary>
    [HttpGet("checkpoint")]
    public async Task<IActionResult> Checkpoint(CancellationToken ct)
    {
        if (await log.LastCosignedAsync(ct) is not { } checkpoint)
        {
            return NotFound();
        }

        MayBeKept("public, max-age=5");
        return Content(checkpoint.Note, "text/plain; charset=utf-8");
    }

    [HttpGet("tile/{level}/{**path}")]
    public async Task<IActionResult> Tile(string level, string path, CancellationToken ct)
    {
        if (!int.TryParse(level, out var number) || number is < 0 or > HighestLevel || number.ToString() != level
            || !TilePath.TryParse(path ?? "", out var place)
            || await log.TileAsync(number, place, ct) is not { } hashes)
        {
            return NotFound();
        }

        MayBeKeptForEver();
        return File(hashes, Binary);
    }

    [HttpGet("tile/entries/{**path}")]
    public async Task<IActionResult> Entries(string path, CancellationToken ct)
    {
        if (!TilePath.TryParse(path ?? "", out var place) || await log.EntriesAsync(place, ct) is not { } bundle)
        {
            return NotFound();
        }

        MayBeKeptForEver();
        Response.Headers.Vary = "Accept-Encoding";
        if (!Request.Headers.AcceptEncoding.ToString().Contains("gzip", StringComparison.OrdinalIgnoreCase))
        {
            return File(bundle, Binary);
        }

        Response.Headers.ContentEncoding = "gzip";
        return File(Compress(bundle), Binary);
    }

    private void MayBeKeptForEver() => MayBeKept("public, max-age=31536000, immutable");

    private void MayBeKept(string how)
    {
        Response.Headers.CacheControl = how;

        // Pages of other sites may read the log and check it: that is what it is for.
        Response.Headers.AccessControlAllowOrigin = "*";
        Response.Headers["Cross-Origin-Resource-Policy"] = "cross-origin";
    }

    private static byte[] Compress(byte[] bundle)
    {
        using var compressed = new MemoryStream();
        using (var gzip = new GZipStream(compressed, CompressionLevel.Fastest))
        {
            gzip.Write(bundle);
        }

        return compressed.ToArray();
    }
}

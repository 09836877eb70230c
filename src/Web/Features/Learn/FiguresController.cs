using Learning.Courses.Catalogue;
using Learning.Web.Hosting;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Net.Http.Headers;

namespace Learning.Web.Features.Learn;

/// <summary>The drawings of the lessons.</summary>
[Authorize(Policy = Policies.Member)]
public sealed class FiguresController(ContentFolder content) : Controller
{
    /// <summary>Opened by its address, a drawing is a document of our own host: it may draw itself, and nothing else.</summary>
    private const string DrawingOnly = "default-src 'none'; style-src 'unsafe-inline'; sandbox";

    /// <param name="path">Looked up in the snapshot, never on the disk.</param>
    /// <param name="v">The beginning of the hash, as lessons write it.</param>
    [HttpGet("content/{course}/{**path}")]
    public IActionResult Show(string course, string path, string? v)
    {
        if (content.Current.FindFigure(course, path) is not { } figure)
        {
            return NotFound();
        }

        var current = v is { Length: >= 12 } && figure.Hash.StartsWith(v, StringComparison.Ordinal);
        Response.Headers.ContentSecurityPolicy = DrawingOnly;
        Response.Headers.CacheControl = current ? "private, max-age=31536000, immutable" : "private, no-cache";
        return File(figure.Bytes.ToArray(), "image/svg+xml", lastModified: null, new EntityTagHeaderValue($"\"{figure.Hash}\""));
    }
}

using System.Text;
using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Mvc.Rendering;
using QRCoder;

namespace Learning.Web.Features.Certificates;

/// <summary>A QR code as one path of squares. QRCoder's own SVG carries style attributes, which our security policy does not allow.</summary>
internal static class QrCode
{
    public static IHtmlContent Svg(string address, string label)
    {
        // Level M still reads with a fold or a stamp across a seventh of it.
        using var code = QRCodeGenerator.GenerateQrCode(address, QRCodeGenerator.ECCLevel.M);
        var squares = new StringBuilder();
        for (var y = 0; y < code.ModuleMatrix.Count; y++)
        {
            for (var x = 0; x < code.ModuleMatrix[y].Count; x++)
            {
                squares.Append(code.ModuleMatrix[y][x] ? $"M{x} {y}h1v1h-1z" : "");
            }
        }

        var size = code.ModuleMatrix.Count;
        var svg = new TagBuilder("svg")
        {
            Attributes =
            {
                ["class"] = "qr", ["role"] = "img", ["aria-label"] = label, ["viewBox"] = $"0 0 {size} {size}", ["shape-rendering"] = "crispEdges",
            },
        };
        svg.InnerHtml.AppendHtml(new TagBuilder("rect") { Attributes = { ["width"] = $"{size}", ["height"] = $"{size}", ["fill"] = "#fff" } });
        svg.InnerHtml.AppendHtml(new TagBuilder("path") { Attributes = { ["d"] = squares.ToString(), ["fill"] = "#000" } });
        return svg;
    }
}

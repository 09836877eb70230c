using System.Text;
using Learning.Courses.Ledger;
using Microsoft.AspNetCore.Mvc;

namespace Learning.Web.Features.Verify;

/// <summary>A proof as a file to keep. Not shown as a page: it must reach its reader byte for byte.</summary>
internal sealed class ProofDownload : FileContentResult
{
    public ProofDownload(string proof, string name)
        : base(Encoding.UTF8.GetBytes(proof), "application/octet-stream") => FileDownloadName = name + ProofFile.Extension;
}

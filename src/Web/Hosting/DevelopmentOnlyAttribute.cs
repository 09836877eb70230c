using Microsoft.AspNetCore.Mvc.ApplicationModels;

namespace Learning.Web.Hosting;

/// <summary>The controller does not exist outside development: its routes are not even mapped.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class DevelopmentOnlyAttribute : Attribute;

internal sealed class DevelopmentOnlyConvention(bool development) : IApplicationModelConvention
{
    public void Apply(ApplicationModel application)
    {
        foreach (var controller in application.Controllers.Where(c => !development && c.Attributes.OfType<DevelopmentOnlyAttribute>().Any()).ToList())
        {
            application.Controllers.Remove(controller);
        }
    }
}

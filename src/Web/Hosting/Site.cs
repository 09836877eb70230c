using System.IO.Compression;
using System.Text.Encodings.Web;
using System.Text.Unicode;
using Learning.Courses;
using Learning.Courses.Storage;
using Learning.Web.Demo;
using Learning.Web.Features.Api;
using Learning.Web.Features.Bank;
using Learning.Web.Features.Log;
using Learning.Web.Features.Notices;
using Learning.Web.Features.PlanRotation;
using Learning.Web.Features.Revisions;
using Learning.Web.Features.Quiz;
using Learning.Web.Identity;
using Learning.Web.Jobs;
using Learning.Web.Resources;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Razor;
using Microsoft.AspNetCore.ResponseCompression;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Learning.Web.Hosting;

/// <summary>Puts the program together, for the site, for the verbs and for tests alike.</summary>
public static class Site
{
    public static WebApplication Build(string[] args)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { Args = args, ContentRootPath = Published() });
        builder.WebHost.ConfigureKestrel(k =>
        {
            k.AddServerHeader = false;
            k.Limits.MaxRequestBodySize = 4 * 1024 * 1024;
        });
        var settings = SiteSettings.From(builder.Configuration, builder.Environment);
        AddTime(builder, settings);
        builder.Services.AddSingleton(settings);
        builder.Services.AddCoursesDb(settings.Database);
        builder.Services.AddIdentityDb(settings.Database);
        builder.Services.AddScoped<Migrations>();
        builder.Services.AddScoped<SeedDemoAccounts>();
        builder.Services.AddScoped<SeedDemo>();
        builder.Services.AddUseCases();
        builder.Services.AddSharedCommits();
        builder.Services.AddNotices(builder.Configuration);
        builder.Services.AddLedger(settings, builder.Configuration);
        builder.Services.AddCourseContent(settings);
        builder.Services.AddSingleton<KeptUploads>();
        builder.Services.AddSignIn();
        builder.Services.AddOpenId(builder.Configuration, builder.Environment);
        builder.Services.AddPolicies();
        builder.Services.AddApi();
        builder.Services.AddLanguages();
        builder.Services.AddSchedule(settings, builder.Configuration);
        builder.Services.AddLimits();
        builder.Services.AddHealth();
        builder.Services.AddTelemetry();
        builder.Services.AddSingleton<FirstStart>();
        builder.Services.AddSingleton<PlanDesk>();
        builder.Services.AddSingleton<CarryOutNow>();
        AddPages(builder.Services, builder.Environment.IsDevelopment());
        AddCompression(builder.Services);
        var site = builder.Build();
        UsePipeline(site);
        return site;
    }

    /// <summary>
    /// A published site is whole: pages, courses and settings lie beside the program, and so do its data unless told otherwise.
    /// Started from any folder, it is the same site. In a checkout they lie in the project, which is where it is started from.
    /// </summary>
    private static string? Published() =>
        Directory.Exists(Path.Combine(AppContext.BaseDirectory, "wwwroot")) ? AppContext.BaseDirectory : null;

    private static void AddTime(WebApplicationBuilder builder, SiteSettings settings)
    {
        if (builder.Environment.IsDevelopment())
        {
            builder.Services.AddSingleton(new DevClock(builder.Configuration.GetValue<TimeSpan>("Dev:ClockMovedBy")));
            builder.Services.AddSingleton<TimeProvider>(s => s.GetRequiredService<DevClock>());
        }

        builder.Services.TryAddSingleton(TimeProvider.System);
        builder.Services.AddSingleton(s => new SchoolCalendar(s.GetRequiredService<TimeProvider>(), settings.Zone));
    }

    private static void AddPages(IServiceCollection services, bool development)
    {
        services.AddControllersWithViews(o =>
            {
                // By one global filter and not by memory: every unsafe verb needs the token.
                o.Filters.Add(new AutoValidateAntiforgeryTokenAttribute());
                o.Conventions.Add(new DevelopmentOnlyConvention(development));
                o.ModelBindingMessageProvider.SetValueMustNotBeNullAccessor(_ => "Form.Required");
            })
            .AddViewLocalization()
            .AddDataAnnotationsLocalization(o => o.DataAnnotationLocalizerProvider = (_, factory) => factory.Create(typeof(Text)));
        services.Configure<RazorViewEngineOptions>(o =>
        {
            o.ViewLocationFormats.Clear();
            o.ViewLocationFormats.Add("/Features/{1}/{0}.cshtml");
            o.ViewLocationFormats.Add("/Shared/{0}.cshtml");
        });
        services.AddRouting(o => o.LowercaseUrls = true);
        services.AddAntiforgery(o => o.Cookie.Name = "lunxun.form");

        // Chinese in the page stays Chinese: half the size, and readable for whoever looks at the source.
        services.AddSingleton(HtmlEncoder.Create(UnicodeRanges.All));
        services.Configure<ForwardedHeadersOptions>(o => o.ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto);
    }

    private static void AddCompression(IServiceCollection services)
    {
        // Pages hold an antiforgery token, the only secret on them; it is masked anew in every answer, so its length tells nothing.
        services.AddResponseCompression(o =>
        {
            o.EnableForHttps = true;
            o.MimeTypes = [.. ResponseCompressionDefaults.MimeTypes, "image/svg+xml"];
        });
        services.Configure<BrotliCompressionProviderOptions>(o => o.Level = CompressionLevel.Fastest);
    }

    private static void UsePipeline(WebApplication site)
    {
        site.UseForwardedHeaders();
        site.UseSecurityHeaders();
        site.UseTelemetry(site.Configuration.GetValue<bool>("Metrics:Public"));
        site.UseResponseCompression();
        site.UseRequestLocalization();
        site.UseExceptionHandler("/error/500");
        site.UseStatusCodePagesWithReExecute("/error/{0}");
        site.UseStaticFiles(new StaticFileOptions
        {
            OnPrepareResponse = file =>
            {
                // Addresses of built files carry their hash (asp-append-version), so they never change.
                file.Context.Response.Headers.CacheControl = "public, max-age=31536000, immutable";
            },
        });
        site.UseRouting();
        site.UseAuthentication();
        site.UseRateLimiter(); // After it, because some limits count what one person tries.
        site.UseMiddleware<ViewerMiddleware>();
        site.UseAuthorization();
        site.MapHealth();
        site.MapOpenApi().AllowAnonymous();
        site.MapControllers().RequireAuthorization(); // An action that forgot its policy is closed, not open.
    }
}
